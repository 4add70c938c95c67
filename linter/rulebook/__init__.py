"""Rule files and what they compile to. `load_rulebook` is the door."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from linter.rulebook.cache import Cache
from linter.rulebook.errors import RuleFileError
from linter.rulebook.model import Rule, Rulebook

__all__ = ["Rule", "RuleFileError", "Rulebook", "load_rulebook", "profile_names", "rules_folder"]

DEFAULT_PROFILE = "recommended"


def rules_folder() -> Path:
    """Return the folder of the rule files that ship with saysso: in the package, or in a checkout beside it."""
    package = Path(__file__).parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def load_rulebook(
    profile: str = DEFAULT_PROFILE, rule_files: Sequence[str | Path] = (), *, cache: bool = True
) -> Rulebook:
    """Return the compiled rulebook of a profile and a newsroom's own files, from the cache if it is there.

    Raises `RuleFileError`, with the file and the place, for anything that cannot be used.
    """
    texts = {str(path.relative_to(rules_folder())): _read(path) for path in sorted(rules_folder().rglob("*.yml"))}
    own = {str(path): _read(Path(path)) for path in rule_files}
    kept = Cache(profile, texts, own) if cache else None
    found = kept.load() if kept else None
    if found is None:
        from linter.rulebook.loader import build

        found, whole = build(profile, texts, own)
        if kept and whole:
            kept.store(found)
    return found


def profile_names() -> dict[str, str]:
    """Return the shipped profiles: name to summary."""
    from linter.rulebook.source import parse_rule_file

    found = {}
    for path in sorted((rules_folder() / "profiles").glob("*.yml")):
        found[path.stem] = parse_rule_file(_read(path), str(path)).content.summary
    return found


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RuleFileError(f"cannot be read: {error.strerror or error}", str(path)) from None
    except UnicodeDecodeError as error:
        raise RuleFileError(f"is not UTF-8 (byte {error.start + 1})", str(path)) from None
