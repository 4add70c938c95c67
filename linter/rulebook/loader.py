"""From the texts of rule files to a rulebook: which files take part, in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from linter.rulebook.compiler import Compiler
from linter.rulebook.errors import RuleFileError, did_you_mean
from linter.rulebook.files import read
from linter.rulebook.model import Rulebook
from linter.rulebook.regexes import Regexes
from linter.rulebook.schema import RuleFile
from linter.rulebook.source import LoadedFile, parse_rule_file

#: Folder of the files that describe a language to the segmentation; they have a shape of their own.
LANGUAGE = "language"


def build(
    profile: str,
    shipped: Mapping[str, str],
    own: Mapping[str, str],
    outlets: Sequence[str] = (),
    regexes: Regexes | None = None,
) -> tuple[Rulebook, bool]:
    """Compile `shipped` (path inside rules/ to text), the profile and a newsroom's `own` files and `outlets`.

    `regexes` has those compiled before, and takes in the new ones.

    Also tell whether these texts alone made the rulebook, so that it may be kept under their key. Raises
    `RuleFileError`.
    """
    base, profiles = [], {}
    for path, text in shipped.items():
        parts = PurePosixPath(path.replace("\\", "/")).parts
        if parts[0] == "profiles":
            profiles[PurePosixPath(parts[-1]).stem] = parse_rule_file(text, path)
        elif parts[0] != LANGUAGE:
            base.append(parse_rule_file(text, path))
    if profile not in profiles:
        known = ", ".join(profiles)
        raise RuleFileError(f"no profile '{profile}'{did_you_mean(profile, profiles)} (there are: {known})")
    layers: list[LoadedFile] = []
    _add(profiles[profile], profiles, layers, ())
    for path, text in own.items():
        _add(parse_rule_file(text, path), profiles, layers, ())
    files = base + layers
    if outlets:
        files.append(LoadedFile("", RuleFile(outlets=list(outlets)), {}))
    from linter.segmentation import default_conventions

    ours = {file.path for file in profiles.values()}
    newsroom = [file.path for file in layers if file.path not in ours]
    rulebook = Compiler(files, regexes or Regexes()).rulebook(profile, layers, default_conventions(), newsroom)
    texts = {*shipped, *own}
    return rulebook, all(file.path in texts for file in layers)


def _add(
    file: LoadedFile, profiles: Mapping[str, LoadedFile], layers: list[LoadedFile], above: tuple[str, ...]
) -> None:
    """Put a file behind those it extends, each once."""
    extends = [file.content.extends] if isinstance(file.content.extends, str) else file.content.extends
    for name in extends:
        if name in profiles:
            other = profiles[name]
        else:
            path = Path(file.path).parent / name
            if not path.is_file():
                message = f"'{name}' is neither a profile nor a file here" + did_you_mean(name, profiles)
                raise file.error(message, "extends")
            other = parse_rule_file(read(str(path)), str(path))
        if other.path in above or other.path == file.path:
            raise file.error(f"'{name}' extends itself by way of this file", "extends")
        _add(other, profiles, layers, (*above, file.path))
    if file.path not in {layer.path for layer in layers}:
        layers.append(file)
