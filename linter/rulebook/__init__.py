"""Rule files and what they compile to. `load_rulebook` is the door."""

from __future__ import annotations

import os
from collections.abc import Sequence

from linter.rulebook.cache import Cache
from linter.rulebook.errors import RuleFileError
from linter.rulebook.files import read, stamps, walk
from linter.rulebook.model import Rule, Rulebook
from linter.shipped import rules_folder

__all__ = ["Rule", "RuleFileError", "Rulebook", "load_rulebook", "profile_names"]

DEFAULT_PROFILE = "recommended"


def load_rulebook(
    profile: str = DEFAULT_PROFILE,
    rule_files: Sequence[str | os.PathLike[str]] = (),
    *,
    outlets: Sequence[str] = (),
    cache: bool = True,
) -> Rulebook:
    """Return the compiled rulebook of a profile and a newsroom's own files, from the cache if it is there.

    `outlets` are names that the newsroom calls itself by, beside those of its files.
    Raises `RuleFileError`, with the file and the place, for anything that cannot be used.
    """
    folder = rules_folder()
    shipped = stamps(folder)  # to read them all would take a tenth of a start
    own = {os.fspath(path): read(os.fspath(path)) for path in rule_files}
    head = "\0".join((profile, *own, "", *outlets))
    made_of = (part for group in (shipped, own) for item in group.items() for part in item)
    kept = Cache(Rulebook, head, made_of, ("rulebook", "segmentation")) if cache else None
    found = kept.load() if kept else None
    if found is None:
        from linter.rulebook.loader import build
        from linter.rulebook.regexes import Regexes

        texts = {os.path.relpath(path, folder): read(path) for path in shipped}
        compiled = Cache(Regexes, "", (), ("rulebook",)) if cache else None
        regexes = (compiled.load() if compiled else None) or Regexes()
        try:
            found, whole = build(profile, texts, own, outlets, regexes)
        finally:  # of a file that is wrong too: the next try at it is near
            if compiled and regexes.grown:
                compiled.store(regexes)
        if kept and whole:
            kept.store(found)
    return found


def profile_names() -> dict[str, str]:
    """Return the shipped profiles: name to summary."""
    from linter.rulebook.source import parse_rule_file

    paths = sorted(walk(os.path.join(rules_folder(), "profiles")))
    return {os.path.basename(path)[:-4]: parse_rule_file(read(path), path).content.summary for path in paths}
