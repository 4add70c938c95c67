"""The prefilter only saves time: what it finds and what is made of it is what a plain search would give."""

from __future__ import annotations

import dataclasses
import functools
import operator
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
import yaml
from helpers_cli import PLAIN_SAMPLES, ROOT
from helpers_rules import every_rule
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linter.pipeline import lint
from linter.readers import read, read_text
from linter.rulebook import Rulebook
from linter.rulebook.patterns import TextPattern
from linter.rulebook.prefilter import PlainScan, Prefilter


@cache
def plain() -> Rulebook:
    return dataclasses.replace(every_rule(), prefilter=OneByOne(every_rule().prefilter.literals))


class OneByOne(PlainScan):
    """The plain search, passing over the literals whose letters stand nowhere in the text: thousands do not."""

    def scan(self, text: str) -> list[tuple[int, int, int]]:
        from linter.rulebook.levelling import normalise

        lowered, whole = normalise(text), self.literals
        near = [index for index, literal in enumerate(whole) if (literal.removesuffix("*") or literal) in lowered]
        self.literals = tuple(whole[index] for index in near)
        try:
            return [(start, end, near[index]) for start, end, index in super().scan(text)]
        finally:
            self.literals = whole


# Hits

WORDS = [
    "say",
    "says",
    "said",
    "sea",
    "claim*",
    "claim",
    "it's",
    "said that",
    "so-called",
    "o'clock",
    "u.s.",
    "é",
    ":",
    "…",
    "*",
]
HITS = [
    ("He said it.", ["said"], "a whole word"),
    ("SAID he; ſaid they.", ["said"], "any case"),
    ("Aforesaid, saidst, resaid.", [], "part of a word"),
    ("“said”—said/said", ["said", "said", "said"], "marks are no part of a word"),
    ("said_it said2 saidé", [], "an underscore, a figure, a letter with an accent are"),
    ("claims claimed claim reclaim", ["claim*", "claim*", "claim*", "claim"], "the beginning of a word"),
    ("it's it’s its", ["it's", "it's"], "either apostrophe"),
    ("so-called so called so-calleds", ["so-called"], "a hyphen"),
    ("He said that. He said  that.", ["said", "said", "said that"], "words that one space joins"),
    ("the U.S. and the u.s.", ["u.s.", "u.s."], "a full stop inside"),
    ("é É e\u0301 è", ["é", "é"], "one letter"),
    ("İ said İ it’s", ["said", "it's"], "a capital that grows when lowered"),
    ("a: b … * c", [":", "…", "*"], "marks that are literals"),
    ("said", ["said"], "the text is the word"),
    ("", [], "no text"),
]


@pytest.mark.parametrize(("text", "expected", "why"), HITS, ids=[row[2] for row in HITS])
@pytest.mark.parametrize("kind", [Prefilter, PlainScan])
def test_what_is_hit(kind: type[Prefilter], text: str, expected: list[str], why: str) -> None:
    scan = kind(WORDS)
    hits = scan.scan(text)
    assert sorted(scan.literals[index] for _, _, index in hits) == sorted(expected), why
    for start, end, index in hits:
        assert text[start:end].lower().replace("’", "'") == scan.literals[index].removesuffix(
            "*"
        ) or index == scan.literals.index("*")


def same_hits(text: str, one: Prefilter, other: Prefilter) -> None:
    first, second = one.scan(text), other.scan(text)
    assert sorted(first) == sorted(second), text
    assert [end for _, end, _ in first] == sorted(end for _, end, _ in first), "in order of their ends"


LETTERS = st.text(alphabet="saidSAIDclaimthoe' ’-_.:…*éÉİı2,\n\u0301\u00a0\u200b", max_size=60)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(LETTERS)
def test_both_hit_the_same_in_any_letters(text: str) -> None:
    same_hits(text, Prefilter(WORDS), PlainScan(WORDS))


LITERALS = st.from_regex(r"[abé]([abé]|['\-.][abé]){0,3}\*?", fullmatch=True)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(LITERALS, min_size=1, max_size=6), st.text(alphabet="abAB'’-é .*_", max_size=40))
def test_both_hit_the_same_whatever_the_words(words: list[str], text: str) -> None:
    same_hits(text, Prefilter(words), PlainScan(words))


@pytest.mark.parametrize(("word", "text"), [("'s", "the mayor's"), ("sept.", "on Sept.5"), ("-led", "British-led")])
def test_a_mark_at_the_end_of_a_word(word: str, text: str) -> None:
    same_hits(text, Prefilter([word, "other"]), PlainScan([word, "other"]))


@pytest.mark.parametrize("words", [[], [":"]], ids=["none", "marks only"])
def test_no_words_to_look_for(words: list[str]) -> None:
    same_hits("Ellis: it fell", Prefilter(words), PlainScan(words))


# Reports


def same_report(text: str, path: str = "<text>", format: str | None = None) -> None:
    document = read_text(text, path, format, every_rule().conventions)
    fast, slow = lint(document, every_rule()), lint(document, plain())
    assert fast.attributions == slow.attributions
    assert fast == slow


@pytest.mark.parametrize("sample", PLAIN_SAMPLES, ids=lambda path: path.name)
def test_both_say_the_same_of_a_sample(sample: Path) -> None:
    document = read(sample.read_bytes(), sample.name)
    fast = lint(document, every_rule())
    assert fast == lint(document, plain())
    assert fast.attributions, "a sample in which somebody speaks"


FILLERS = [
    "the",
    "a",
    "of",
    "in",
    "on",
    "at",
    "it",
    "was",
    "is",
    "has",
    "been",
    "not",
    "never",
    "no",
    "that",
    "and",
    "but",
    ",",
    ".",
    ":",
    ";",
    "—",
    "-",
    "?",
    "'",
    "harbour",
    "wall",
    "money",
    "ferry",
    "tide",
    "roof",
    "town",
    "state",
    "noted",
    "added",
    "United",
    "well-known",
    "first",
    "only",
    "worst",
    "will",
    "should",
    "because",
    "caused",
    "led",
    "hacker",
    "corrupt",
    "regime",
    "stole",
    "killed",
    "officials",
    "sources",
    "experts",
    "some",
    "many",
    "a",
    "report",
    "studies",
    "data",
    "40",
    "per",
    "cent",
    "three",
    "million",
    "in",
    "May",
    "on",
    "Monday",
    "yesterday",
    "allegedly",
    "reportedly",
    "apparently",
    "of",
    "course",
]
NAMES = [
    "Mara Ellis",
    "Ellis",
    "Ian Moss",
    "Mr Moss",
    "the ministry",
    "the mayor",
    "a spokesperson",
    "he",
    "she",
    "it",
    "they",
    "who",
]
QUOTES = [
    '"It was never sound,"',
    '"',
    "“We",
    "said”",
    "‘They claimed it’",
    "'",
    "“Nobody came to look at the wall.”",
    "(",
    ")",
]
BREAKS = [". ", "\n\n", "\n\n- ", ": ", ".\n", ". “"]


@cache
def cues() -> list[str]:
    """Return every form of every cue that ships."""
    lexicon = yaml.safe_load((ROOT / "rules/lexicons/cues.yml").read_text("utf-8"))
    return sorted({form for cue in lexicon["cues"] for form in cue["forms"]})


@st.composite
def copy(draw: st.DrawFn) -> str:
    """Copy made of cue words, names, quotation marks and fillers, as no reporter would write it."""
    piece = st.one_of(
        st.sampled_from(cues()),
        st.sampled_from(NAMES),
        st.sampled_from(FILLERS),
        st.sampled_from(FILLERS),
        st.sampled_from(QUOTES),
    )
    sentences = draw(st.lists(st.lists(piece, min_size=3, max_size=16), min_size=1, max_size=6))
    text = ""
    for sentence in sentences:
        text += " ".join(sentence).capitalize() + draw(st.sampled_from(BREAKS))
    return text


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(copy())
def test_both_say_the_same_of_made_up_copy(text: str) -> None:
    same_report(text)


# Text patterns: what a search through every sentence would find, the prefilter lets through

ODD = [
    "It  was\tan  ill-timed   move, of\u00a0course, and the mayor’s doing.",
    "HACKER DEAN MARLOW STOLE THE FILES, IT IS BELIEVED, AND SOME SAY HE WAS THE FIRST.",
    "“It is worth noting” that the so-called regime’s worst, most brutal act was unprecedented.",
    "Nearly 40% of the town—about 1,200 people—will lose $3 million because of the flood…",
    "It is İstanbul’s only, first and largest such wall; officials who asked not to be named said so.",
    "The report,which was leaked,claims fraud/bribery took place.",
    "The mayor was found to have taken bribes.It is believed that experts say so.",
]


@cache
def unfiltered() -> Rulebook:
    """The rulebook with every text pattern tried on every sentence."""
    book = every_rule()

    def bare(patterns: Iterable[TextPattern]) -> tuple[TextPattern, ...]:
        return tuple(pattern._replace(literals=frozenset(), first=frozenset(), starts=None) for pattern in patterns)

    return dataclasses.replace(
        book,
        text_patterns=bare(book.text_patterns),
        rules=tuple(rule._replace(patterns=bare(rule.patterns)) for rule in book.rules),
        conditions={name: c._replace(patterns=bare(c.patterns)) for name, c in book.conditions.items()},
    )


@pytest.mark.parametrize("sample", PLAIN_SAMPLES, ids=lambda path: path.name)
def test_trying_every_pattern_on_every_sentence_says_the_same_of_a_sample(sample: Path) -> None:
    document = read(sample.read_bytes(), sample.name)
    assert lint(document, every_rule()).findings == lint(document, unfiltered()).findings


def test_trying_every_pattern_on_every_sentence_says_the_same_of_oddities() -> None:
    found = 0
    for text in ODD:
        document = read_text(text)
        fast = lint(document, every_rule()).findings
        assert fast == lint(document, unfiltered()).findings, text
        found += len(fast)
    assert found >= len(ODD)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(copy())
def test_trying_every_pattern_on_every_sentence_says_the_same_of_made_up_copy(text: str) -> None:
    document = read_text(text)
    assert lint(document, every_rule()).findings == lint(document, unfiltered()).findings


def missed(text: str, counts: dict[bool, int] | None = None) -> list[tuple[str, str, str]]:
    """Return the text patterns that match somewhere in a text without one of the words they say they need."""
    book = every_rule()
    uses, literals = book.uses.patterns, book.prefilter.literals
    asked = {number: needs for side in uses.sides for of in side.by_need.values() for number, needs in of}
    hit = {index for _, _, index in book.prefilter.scan(text)}
    met = functools.reduce(operator.or_, (uses.needs.get(index, 0) for index in hit), 0)
    found = []
    for pattern in book.text_patterns:
        if not pattern.literals or not pattern.regex.search(text):
            continue
        needs = asked.get(pattern.number, 0)
        ready = needs & met == needs and not pattern.literals.isdisjoint(literals[index] for index in hit)
        if counts is not None:
            counts[ready] = counts.get(ready, 0) + 1
        if not ready:
            found.append((pattern.owner, pattern.source[:70], text[:90]))
    return found


def test_a_pattern_matches_only_where_its_words_are_hit() -> None:
    sentences = list(ODD)
    for sample in PLAIN_SAMPLES:
        document = read(sample.read_bytes(), sample.name)
        sentences += [document.text[s.start : s.end] for s in document.sentences]
    counts: dict[bool, int] = {}
    assert [row for sentence in sentences for row in missed(sentence, counts)] == []
    assert counts[True] > 100, "patterns that match"


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(copy())
def test_a_pattern_matches_only_where_its_words_are_hit_in_made_up_copy(text: str) -> None:
    assert missed(text) == []
