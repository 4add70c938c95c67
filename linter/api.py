"""saysso from Python: what `import linter` offers. docs/api.md shows it at work.

Nothing here prints, exits or reads a configuration file: what is to be linted, and by which rules, is what the
caller says. Below the command line this is the only module that reads drafts.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache

from linter.document import Document
from linter.findings import (
    Attribution,
    Finding,
    Place,
    ReadAs,
    Report,
    Severity,
    SignSeen,
    SourceKind,
    Speaker,
    Status,
    Suppressed,
)
from linter.pipeline import TOO_LONG, lint
from linter.readers import UnreadableError, most_bytes, read, read_text
from linter.rulebook import DEFAULT_PROFILE, Rule, Rulebook, RuleFileError
from linter.rulebook import load_rulebook as load_files

__all__ = [
    "Attribution",
    "Document",
    "Finding",
    "Place",
    "ReadAs",
    "Report",
    "Rule",
    "RuleFileError",
    "Rulebook",
    "Severity",
    "SignSeen",
    "SourceKind",
    "Speaker",
    "Status",
    "Suppressed",
    "UnreadableError",
    "lint_file",
    "lint_text",
    "load_rulebook",
]

#: One path or key, or several.
Path = str | os.PathLike[str]
Paths = Path | Sequence[Path]
Keys = str | Sequence[str]

#: Bytes that hold nearly any draft.
_USUAL = 1 << 16


def lint_text(
    text: str,
    path: Path = "<text>",
    *,
    format: str | None = None,
    rulebook: Rulebook | None = None,
    profile: str = DEFAULT_PROFILE,
    rules: Paths = (),
    select: Keys = (),
    ignore: Keys = (),
    genre: str = "",
) -> Report:
    """Lint copy and return the report: findings, attributions, speakers, the status of each sentence.

    `path` is what the copy is called; nothing is read from there, but its suffix tells the format, unless
    `format` does ("text", "markdown"; a reader's name). `rulebook` is one from `load_rulebook`; without it, one
    is loaded for `profile`, `rules`, `select`, `ignore` and `genre`, which mean what they do there.

    Raises `UnreadableError` where there is no copy in the text, and `RuleFileError` for a profile, rule file or
    rule that cannot be used.
    """
    rulebook = _chosen(rulebook, profile, rules, select, ignore, genre)
    return _linted(read_text(text, os.fspath(path), format, rulebook.conventions), rulebook)


def lint_file(
    path: Path,
    *,
    format: str | None = None,
    rulebook: Rulebook | None = None,
    profile: str = DEFAULT_PROFILE,
    rules: Paths = (),
    select: Keys = (),
    ignore: Keys = (),
    genre: str = "",
) -> Report:
    """Read a draft, lint it and return the report; the arguments are those of `lint_text`.

    Raises `UnreadableError` for a file that is not there, may not be read, or holds no copy: its message reads
    on after the path. Raises `RuleFileError` for a profile, rule file or rule that cannot be used.
    """
    rulebook = _chosen(rulebook, profile, rules, select, ignore, genre)
    return _linted(open_document(os.fspath(path), rulebook, format), rulebook)


def load_rulebook(
    profile: str = DEFAULT_PROFILE, rules: Paths = (), *, select: Keys = (), ignore: Keys = (), genre: str = ""
) -> Rulebook:
    """Return the rules to lint by: a profile's, then those of rule files of your own, all or some of them.

    `select` and `ignore` are codes, beginnings of codes or names, as `--select` and `--ignore` take them: in one
    string with commas, or in a list. Selecting a rule by its whole code or name, or by ALL, turns it on. `genre` is
    what all copy is to be read as ("news", "opinion" …), "auto" or nothing lets each draft tell. Load once and lint
    many drafts: a rulebook never changes.

    Raises `RuleFileError`, with `path`, `line` and `column` where they are known.
    """
    files = (rules,) if isinstance(rules, str | os.PathLike) else tuple(rules)
    rulebook = load_files(profile, files) if files else _shipped(profile)
    if genre:
        rulebook = rulebook.read_as(genre)
    chosen, dropped = _listed(select), _listed(ignore)
    return rulebook.narrowed(chosen, dropped) if chosen or dropped else rulebook


def open_document(path: str, rulebook: Rulebook, format: str | None = None, data: bytes | None = None) -> Document:
    """Return the document of a draft, from its bytes where they have been read already.

    Raises `UnreadableError`, with a message that reads on after the path.
    """
    if data is None:
        try:
            data = _bytes(path)
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise UnreadableError(f"cannot be read: {why[:1].lower()}{why[1:]}") from None
    return read(data, path, format, rulebook.conventions)


def _bytes(path: str) -> bytes:
    """Return the bytes of a file, or of an endless one more than any reader takes."""
    with open(path, "rb") as file:
        # Room for the largest file, made for each, costs more than reading a usual one.
        data = file.read(_USUAL)
        return data if len(data) < _USUAL else data + file.read(most_bytes(path) + 1 - _USUAL)


def _linted(document: Document, rulebook: Rulebook) -> Report:
    try:
        return lint(document, rulebook)
    except TimeoutError:
        raise UnreadableError(TOO_LONG) from None


def _chosen(rulebook: Rulebook | None, profile: str, rules: Paths, select: Keys, ignore: Keys, genre: str) -> Rulebook:
    if rulebook is None:
        return load_rulebook(profile, rules, select=select, ignore=ignore, genre=genre)
    if profile != DEFAULT_PROFILE or rules or select or ignore or genre:
        raise TypeError("a rulebook has been narrowed down already: give load_rulebook the profile and the rules")
    return rulebook


@lru_cache(maxsize=8)
def _shipped(profile: str) -> Rulebook:
    """Return a profile that comes with saysso: these do not change while a program runs."""
    return load_files(profile)


def _listed(keys: Keys) -> tuple[str, ...]:
    values = (keys,) if isinstance(keys, str) else keys
    return tuple(key for value in values for part in value.split(",") if (key := part.strip()))
