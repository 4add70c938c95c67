"""What rule files say of how findings are graded (`strength:`), to the numbers and word lists of a rulebook."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from linter.rulebook.errors import did_you_mean
from linter.rulebook.source import LoadedFile
from linter.rulebook.textpatterns import TextPatterns
from linter.rulebook.weights import Strength

#: Where words do not count for the strength of a sentence: they are somebody's.
_OURS = ("quoted", "attributed")


def compile_strength(
    files: Sequence[LoadedFile], text: TextPatterns, words: Mapping[str, Sequence[str]], patterns: Collection[str]
) -> Strength:
    """Return what grades the findings on claims: what several files say is laid one over the other.

    `patterns` are the ids of the attribution patterns. Raises `RuleFileError` for a word list or a pattern that is not
    there.
    """
    found = Strength(words={}, traits={}, rules={}, lists={})
    for file in files:
        said = file.content.strength
        found = found._replace(
            **given(said, "start", "often", "article", "beside"),
            **given(said.levels, "info", "warning", "error", "light"),
            words={**found.words, **said.words},
            traits={**found.traits, **{str(name): number for name, number in said.traits.items()}},
            rules={**found.rules, **said.rules},
            claims=tuple(said.claims) or found.claims,
            attitudes=frozenset(said.attitudes) or found.attitudes,
        )
        for name in said.words:
            if name not in words:
                raise file.error(f"no word list '{name}'" + did_you_mean(name, words), "strength", "words", name)
        for name in said.attitudes:
            if name not in patterns:
                raise file.error(f"no pattern '{name}'" + did_you_mean(name, patterns), "strength", "attitudes")
    return found._replace(lists={name: text.word_list(name, _OURS) for name in found.words})


def given(said: object, *names: str) -> dict[str, Any]:
    """Return the numbers of these names that a file has given."""
    return {name: number for name in names if (number := getattr(said, name)) is not None}
