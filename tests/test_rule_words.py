"""The words of the rule files name kinds, and nobody: no person, party or outlet stands in a list or a pattern."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import regex
import yaml
from helpers_cli import ROOT

#: Those that find, not those that say how agencies and outlets set a dateline or what house styles differ in.
FILES = sorted(path for path in (ROOT / "rules").glob("*/*.yml") if path.parent.name not in ("profiles", "language"))

#: Capitalised words of patterns that no word list has: what may open a sentence or end the name of an outlet, and the
#: beginnings of days.
KINDS = {
    *("Based", "Medical", "Multiple", "Past", "Preliminary", "Previous", "Scientific", "Unconfirmed"),
    *("Independent", "Online", "Radio", "Sport", "Television", "TV"),
    *("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun"),
    "T",  # "T-shirt"
}


@cache
def content(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text("utf-8")) or {}


def entries(path: Path) -> Iterator[str]:
    """Give the entries of a file's word lists."""
    for words in (content(path).get("words") or {}).values():
        yield from (word for word in words if isinstance(word, str))  # `no` is a word to saysso, not to this loader


def patterns(path: Path) -> Iterator[str]:
    """Give the patterns of a file as they are written, without their examples."""
    found = content(path)
    for pattern in found.get("patterns", ()):
        yield from [pattern["template"]] if isinstance(pattern["template"], str) else pattern["template"]
    for owner in (*found.get("conditions", {}).values(), *found.get("rules", ())):
        for pattern in owner.get("patterns", ()):
            written = pattern if isinstance(pattern, str) else pattern.get("template") or pattern["regex"]
            yield from [written] if isinstance(written, str) else written


@cache
def known() -> frozenset[str]:
    """Every word of every list, in lower case."""
    words = (word for path in FILES for entry in entries(path) for word in regex.split(r"[\s|*]+", entry))
    return frozenset(word.lower() for word in words)


def capitals(pattern: str) -> list[str]:
    """Return the capitalised words of a pattern, less what is the language of regexes; "[Tt]he" is "The"."""
    plain = regex.sub(r"\\p\{\^?\w+\}|\\[a-zA-Z]|\(\?P<\w+>", "  ", pattern)
    plain = regex.sub(r"\[(\p{L})\p{L}\](?=\p{Ll})", r"\1", plain)
    return regex.findall(r"\p{Lu}\p{L}*", plain)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_pattern_has_a_name(path: Path) -> None:
    """A capitalised word of a pattern is one of a kind that the lists know: "Herald", "Minister"; a name is none."""
    named = {word for pattern in patterns(path) for word in capitals(pattern) if word.lower() not in known()}
    assert named - KINDS == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_lists_are_lower_case(path: Path) -> None:
    """A name in a list would be seen by its capital; words that are levelled need none."""
    assert [entry for entry in entries(path) if any(capitals(entry)) and entry.upper() != entry] == []


def test_a_name_is_seen() -> None:
    assert "Calderland" in capitals("(?-i:the\\s+(?:Herald|Calderland))") and "calderland" not in known()
