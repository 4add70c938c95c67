"""Read a language's segmentation file into the patterns that divide a story.

The words stand in `rules/language/en/segmentation.yml`; nothing here names one.
"""

from __future__ import annotations

import os
import string
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import regex

from linter.segmentation.structure import Structure, compile_structure
from linter.shipped import rules_folder

#: The keys a segmentation file may hold, and those of its parts.
TOP_KEYS = (
    "months",
    "month_abbreviations",
    "weekdays",
    "pieces",
    "sentences",
    "quotations",
    "zones",
    "pages",
    "front_matter",
)
SENTENCE_KEYS = ("never_end", "may_end", "before_number", "starters", "speech_words")
QUOTATION_KEYS = ("elisions", "trailing_elisions")
ZONE_KEYS = (
    "byline", "timestamp", "dateline", "dateline_alone", "dateline_colon", "labels", "credit", "credit_words",
    "credit_then_caption", "caption", "embed", "embed_anywhere",
    "boilerplate",
    "boilerplate_anywhere",
)  # fmt: skip
#: What a page's classes and ids name; each word of them, or two that follow one another: "read-more".
PAGE_KEYS = (
    "hidden", "around", "furniture", "embed", "pull_quote", "credit", "caption", "timestamp", "byline", "standfirst",
    "headline",
)  # fmt: skip

#: What the keys of front matter tell; of several that do, the first in the list.
FRONT_MATTER_KEYS = ("headline", "standfirst", "byline", "genre", "section")

#: Zones told by how a short block starts: one pattern with a group for each, the first that matches wins.
FURNITURE_KEYS = ("embed", "boilerplate", "credit_then_caption", "caption")

#: Characters of which beginnings are told apart, see `_heads`.
_PLAIN = string.ascii_letters + string.digits

#: Matches nothing: the pattern of an empty list.
NEVER = r"(?!)"


class ConventionsError(ValueError):
    """A segmentation file that cannot be used; the message says which key and why."""


class Conventions(NamedTuple):
    """What a language's copy looks like, compiled: made once a run, or unpickled with the rulebook."""

    structure: Structure
    never_end: frozenset[str]
    may_end: frozenset[str]
    before_number: frozenset[str]
    months: frozenset[str]
    abbreviations: frozenset[str]
    starters: frozenset[str]
    speech: regex.Pattern[str]
    elision: regex.Pattern[str]
    trailing_elision: regex.Pattern[str]
    byline: regex.Pattern[str]
    timestamp: regex.Pattern[str]
    timestamp_heads: frozenset[str]
    dateline: regex.Pattern[str]
    dateline_alone: regex.Pattern[str]
    dateline_colon: regex.Pattern[str]
    labels: frozenset[str]
    credit: regex.Pattern[str]
    credit_words: tuple[str, ...]
    embed_anywhere: regex.Pattern[str]
    boilerplate_anywhere: regex.Pattern[str]
    furniture: regex.Pattern[str]
    furniture_heads: frozenset[str]
    page_names: Mapping[str, frozenset[str]]
    front_matter: Mapping[str, tuple[str, ...]]


def compile_conventions(files: Iterable[Mapping[str, Any]]) -> Conventions:
    """Return the conventions of decoded segmentation files, the later ones adding to the first.

    Raises ConventionsError for an unknown key, a value of the wrong type or a pattern that cannot compile.
    """
    words: dict[str, list[str]] = {}
    pieces: dict[str, str] = {}
    for data in files:
        _collect(data, words, pieces)

    def one(key: str) -> list[str]:
        return words.get(key, [])

    pieces = {**{k: _either(one(k)) for k in ("months", "month_abbreviations", "weekdays")}, **pieces}

    def pattern(key: str, before: str = "", after: str = "") -> regex.Pattern[str]:
        alternatives = [_expand(source, pieces, key) for source in one(key)]
        for source in alternatives:
            _compile(source, key)
        joined = "|".join(alternatives) if alternatives else NEVER
        return _compile(f"{before}(?:{joined}){after}", key)

    timestamp = pattern("timestamp")
    furniture = _compile("|".join(f"(?P<{key}>{pattern(key).pattern})" for key in FURNITURE_KEYS), "zones")
    return Conventions(
        structure=compile_structure(),
        never_end=frozenset(one("never_end")),
        may_end=frozenset(one("may_end")),
        before_number=frozenset(one("before_number")),
        months=frozenset(one("month_abbreviations")),
        abbreviations=frozenset(one("never_end") + one("may_end") + one("before_number") + one("month_abbreviations")),
        starters=frozenset(one("starters")),
        speech=_compile(
            rf"(?:\p{{Lu}}[\p{{L}}.’'-]*+\s++){{1,4}}(?:{_either(one('speech_words')) or NEVER})\b",
            "speech_words",
        ),
        elision=pattern("elisions"),
        trailing_elision=pattern("trailing_elisions", after=r"\Z"),
        byline=pattern("byline"),
        timestamp=timestamp,
        timestamp_heads=_heads(timestamp),
        dateline=pattern("dateline"),
        dateline_alone=pattern("dateline_alone"),
        dateline_colon=pattern("dateline_colon"),
        labels=frozenset(one("labels")),
        credit=pattern("credit", before=r"(?<![\p{L}\p{N}/])", after=r"\s*\Z"),
        credit_words=tuple(one("credit_words")),
        embed_anywhere=pattern("embed_anywhere"),
        boilerplate_anywhere=pattern("boilerplate_anywhere"),
        furniture=furniture,
        furniture_heads=_heads(furniture),
        page_names={key: frozenset(one(f"pages.{key}")) for key in PAGE_KEYS},
        front_matter={key: tuple(one(f"front_matter.{key}")) for key in FRONT_MATTER_KEYS},
    )


@cache
def default_conventions() -> Conventions:
    """Return the conventions of English copy that ship with saysso."""
    import yaml

    with open(os.path.join(rules_folder(), "language", "en", "segmentation.yml"), encoding="utf-8") as file:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(file)
        try:
            return compile_conventions([loader.get_single_data()])
        finally:
            loader.dispose()


def _collect(data: Mapping[str, Any], words: dict[str, list[str]], pieces: dict[str, str]) -> None:
    _check_keys(data, TOP_KEYS, "")
    for name, text in (data.get("pieces") or {}).items():
        if not isinstance(text, str):
            raise ConventionsError(f"pieces.{name} must be a pattern in quotation marks")
        pieces[name] = text
    parts = {"sentences": SENTENCE_KEYS, "quotations": QUOTATION_KEYS, "zones": ZONE_KEYS}
    for part, keys in parts.items():
        section = data.get(part) or {}
        _check_keys(section, keys, part + ".")
        for key, value in section.items():
            words.setdefault(key, []).extend(_strings(value, f"{part}.{key}"))
    for part, keys in {"pages": PAGE_KEYS, "front_matter": FRONT_MATTER_KEYS}.items():
        section = data.get(part) or {}
        _check_keys(section, keys, part + ".")
        for key, value in section.items():
            words.setdefault(f"{part}.{key}", []).extend(_strings(value, f"{part}.{key}"))
    for key in ("months", "month_abbreviations", "weekdays"):
        words.setdefault(key, []).extend(_strings(data.get(key), key))


def _check_keys(data: object, known: tuple[str, ...], where: str) -> None:
    if not isinstance(data, Mapping):
        raise ConventionsError(f"{where.rstrip('.') or 'a segmentation file'} must hold keys and lists")
    for key in data:
        if key not in known:
            from difflib import get_close_matches

            close = get_close_matches(str(key), known, 1)
            hint = f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(known)}"
            raise ConventionsError(f"unknown key {where}{key}{hint}")


def _strings(value: object, where: str) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConventionsError(f"{where} must be a list of words; put No, Yes and figures in quotation marks")
    return value


def _either(words: list[str]) -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))


def _expand(source: str, pieces: Mapping[str, str], key: str, depth: int = 0) -> str:
    """Put the pieces in the place of their names in braces; a piece may use other pieces."""

    def fill(match: regex.Match[str]) -> str:
        name = match[1]
        if name not in pieces:
            raise ConventionsError(f"{key}: no piece is called {{{name}}}")
        if depth > 8:
            raise ConventionsError(f"{key}: the piece {{{name}}} goes round in circles")
        return f"(?:{_expand(pieces[name], pieces, key, depth + 1)})"

    expanded: str = regex.sub(r"(?<!\\[pP])\{([a-z_]+)\}", fill, source)
    return expanded


def _heads(pattern: regex.Pattern[str]) -> frozenset[str]:
    """Return the pairs of ASCII letters and figures that a match may begin with; others are not told."""
    # Where a pair ends, a partial match takes a word to end: only what must not end there goes unseen.
    sure = r"\B" in pattern.pattern
    firsts = [first for first in _PLAIN if sure or pattern.match(first, partial=True)]
    return frozenset(
        first + second for first in firsts for second in _PLAIN if sure or pattern.match(first + second, partial=True)
    )


def _compile(source: str, key: str) -> regex.Pattern[str]:
    try:
        return regex.compile(source)
    except regex.error as error:
        raise ConventionsError(f"{key}: the pattern {source!r} cannot compile: {error}") from error
