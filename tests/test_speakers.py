"""Speakers: one source followed through a story by full name, surname, office and pronoun.

Each row is a short story and, for each of its statements in order, whose it is. Names that stand for one
speaker must be one speaker, and two that differ must be two.
"""

from __future__ import annotations

from functools import cache

import helpers_cli  # noqa: F401  (keeps the user's own cache out of the tests)
import pytest

from linter.attribution import Attributed, attribute
from linter.readers import read_text
from linter.rulebook import Rulebook, load_rulebook


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def read(story: str) -> Attributed:
    return attribute(read_text(story), rulebook())


CHAINS = [
    (
        "full name, then surname",
        "Mara Ellis said the wall was sound. Ellis said it would stand for years.",
        ["Mara Ellis", "Mara Ellis"],
    ),
    (
        "surname first, as in Chinese names",
        "Minister Han Wei said the port was open. Han said ships could dock.",
        ["Han Wei", "Han Wei"],
    ),
    (
        "surname, then full name",
        "Ellis said the wall was sound. Mara Ellis said it would stand for years.",
        ["Mara Ellis", "Mara Ellis"],
    ),
    (
        "full name, then title and surname",
        "Ian Moss said the ferry was full. Mr Moss said it left late.",
        ["Ian Moss", "Ian Moss"],
    ),
    (
        "title and full name, then surname",
        "Dr Ian Moss said the ferry was full. Moss said it left late.",
        ["Ian Moss", "Ian Moss"],
    ),
    (
        "a first name alone",
        "Mara Ellis said the wall was sound. Mara said it would stand for years.",
        ["Mara Ellis", "Mara Ellis"],
    ),
    (
        "the office comes before the name",
        "A ministry spokesperson said the port was open. Spokesperson Han Wei said ships could dock. "
        "Han said the pier was safe. The spokesperson said pilots were ready.",
        ["Han Wei", "Han Wei", "Han Wei", "Han Wei"],
    ),
    (
        "a name, then its office",
        "Mayor Mara Ellis said the wall was sound. The mayor said it would stand for years.",
        ["Mara Ellis", "Mara Ellis"],
    ),
    (
        "an office of two words",
        "Prime Minister Ada Lund said the port was open. Lund said ships could dock. "
        "The prime minister said the pier was safe.",
        ["Ada Lund", "Ada Lund", "Ada Lund"],
    ),
    (
        "a role told after the name",
        "Lena Ortiz, a farmer, said nobody came to look. The farmer said the herd was gone.",
        ["Lena Ortiz", "Lena Ortiz"],
    ),
    (
        "a name told after the role",
        "The mayor, Mara Ellis, said the wall was sound. Ellis said it would stand for years.",
        ["Mara Ellis", "Mara Ellis"],
    ),
    (
        "a role that nobody here has",
        "Mayor Mara Ellis said the wall was sound. A spokesman said it would stand for years.",
        ["Mara Ellis", "spokesman"],
    ),
    (
        "a role that somebody has, and somebody else too",
        "Spokesman Ian Moss said the ferry was full. A spokesman said it left late.",
        ["Ian Moss", "spokesman"],
    ),
    (
        "he",
        "Ian Moss said the ferry was full. He said it left late.",
        ["Ian Moss", "Ian Moss"],
    ),
    (
        "she, by title",
        "Mrs Ellis said the wall was sound. Mr Moss said the ferry was full. She said it would stand for years.",
        ["Ellis", "Moss", "Ellis"],
    ),
    (
        "he, by title",
        "Mr Moss said the ferry was full. Mrs Ellis said the wall was sound. He said it left late.",
        ["Moss", "Ellis", "Moss"],
    ),
    (
        "she, by role",
        "Spokeswoman Mara Ellis said the wall was sound. Chairman Ian Moss said the ferry was full. "
        "She said it would stand for years.",
        ["Mara Ellis", "Ian Moss", "Mara Ellis"],
    ),
    (
        "he, by role",
        "Chairman Ian Moss said the ferry was full. Spokeswoman Mara Ellis said the wall was sound. "
        "He said it left late.",
        ["Ian Moss", "Mara Ellis", "Ian Moss"],
    ),
    (
        "a pronoun tells what the name did not",
        "Ian Moss said the ferry was full. He said it left late. Mrs Ellis said the wall was sound. He said it was not.",
        ["Ian Moss", "Ian Moss", "Ellis", "Ian Moss"],
    ),
    (
        "he is no ministry",
        "Ian Moss said the ferry was full. The ministry said it was not. He said it left late.",
        ["Ian Moss", "ministry", "Ian Moss"],
    ),
    (
        "it is no man",
        "The ministry said the port was open. Ian Moss said the ferry was full. It said ships could dock.",
        ["ministry", "Ian Moss", "ministry"],
    ),
    (
        "it, for a body",
        "The Norland Tides Agency said the port was open. It added that ships could dock.",
        ["Norland Tides Agency", "Norland Tides Agency"],
    ),
    (
        "they, for a crowd",
        "Residents said the wall was sound. They added that it would stand for years.",
        ["Residents", "Residents"],
    ),
    (
        "the company",
        "Norland Shipping Corp said the ferry was full. The company said it left late.",
        ["Norland Shipping Corp", "Norland Shipping Corp"],
    ),
    (
        "two companies, and neither is 'the ministry'",
        "Norland Shipping Corp said the ferry was full. The ministry said it was not.",
        ["Norland Shipping Corp", "ministry"],
    ),
    (
        "the report",
        "A report by the Tides Institute said the sea wall is sinking. The report said it was built on sand.",
        ["report by the Tides Institute", "report by the Tides Institute"],
    ),
    (
        "two people in turn",
        "Mara Ellis said the wall was sound. Ian Moss said it was not. Ellis said it would stand. Moss said it would fall.",
        ["Mara Ellis", "Ian Moss", "Mara Ellis", "Ian Moss"],
    ),
    (
        "two offices in turn",
        "The mayor said the wall was sound. The governor said it was not. The mayor said it would stand.",
        ["mayor", "governor", "mayor"],
    ),
    (
        "two of one surname, by first name",
        "Ann Roe said the wall was sound. Peter Roe said it was not. Ann Roe said it would stand.",
        ["Ann Roe", "Peter Roe", "Ann Roe"],
    ),
    (
        "two of one surname, by title",
        "Mr Roe said the wall was sound. Mrs Roe said it was not. Mr Roe said it would stand.",
        ["Roe", "Roe (2)", "Roe"],
    ),
    (
        "who",
        "Mara Ellis, who says the wall is sound, built it in May. Ellis said it would stand for years.",
        ["Mara Ellis", "Mara Ellis"],
    ),
    (
        "which",
        "The ministry, which says the port is open, sent pilots. The ministry said ships could dock.",
        ["ministry", "ministry"],
    ),
    (
        "according to, then said",
        "According to Lena Ortiz, nobody came to look. Ortiz said the herd was gone.",
        ["Lena Ortiz", "Lena Ortiz"],
    ),
    (
        "said, inverted",
        '"Nobody came to look," said Lena Ortiz. "The herd was gone by May," Ortiz said.',
        ["Lena Ortiz", "Lena Ortiz"],
    ),
    (
        "initials",
        "R. K. Singh said the dam had failed. Singh said the road was cut.",
        ["R K Singh", "R K Singh"],
    ),
    (
        "a hyphen",
        "Jean-Luc Roux said the dam had failed. Roux said the road was cut.",
        ["Jean-Luc Roux", "Jean-Luc Roux"],
    ),
    (
        "an apostrophe, straight and curly",
        "Kate O'Brien said the dam had failed. O’Brien said the road was cut.",
        ["Kate O'Brien", "Kate O'Brien"],
    ),
    (
        "a particle",
        "Ursula van Dorp said the dam had failed. Van Dorp said the road was cut.",
        ["Ursula van Dorp", "Ursula van Dorp"],
    ),
    (
        "a possessor",
        "Ian Moss said the ferry was full. Nobody tested Moss's claim that it left late.",
        ["Ian Moss", "Ian Moss"],
    ),
    (
        "his",
        "Ian Moss said the ferry was full. The inquiry tested his claim that it left late.",
        ["Ian Moss", "Ian Moss"],
    ),
    (
        "a second verb",
        "Ian Moss said the ferry was full and added that it left late.",
        ["Ian Moss", "Ian Moss"],
    ),
    (
        "a participle",
        "Ian Moss said the ferry was full, adding that it left late.",
        ["Ian Moss", "Ian Moss"],
    ),
    (
        "a running quotation",
        '"The ferry was full," said Ian Moss. "It left an hour late."\n\n"Nobody counted the passengers at all."',
        ["Ian Moss", "Ian Moss", "Ian Moss"],
    ),
    (
        "an official inside the spokesperson's words",
        "Spokesperson Ilsa Brandt said a Sudmark official had claimed that the cable was cut. "
        "Brandt said it was whole.",
        ["Ilsa Brandt", "Sudmark official", "Ilsa Brandt"],
    ),
    (
        "the reader has to be told anew: a pronoun in the first line is nobody",
        "He said the ferry was full.",
        [None],
    ),
]


def speakers(story: str) -> list[str | None]:
    """Return the name of the speaker of each statement; speakers that share a name are numbered."""
    done = read(story)
    names: dict[int, str] = {}
    for speaker in done.speakers:
        alike = sum(other.name == speaker.name for other in done.speakers if other.id < speaker.id)
        names[speaker.id] = speaker.name + (f" ({alike + 1})" if alike else "")
    return [None if a.speaker is None else names[a.speaker] for a in done.attributions]


@pytest.mark.parametrize(
    ("why", "story", "expected"),
    [pytest.param(*row, id=row[0]) for row in CHAINS],
)
def test_whose_words_they_are(why: str, story: str, expected: list[str | None]) -> None:
    assert speakers(story) == expected, f"{why}: {story}"


STORY = (
    "A ministry spokesperson said the port was open. Spokesperson Han Wei said ships could dock. "
    'Mayor Mara Ellis said the pier was full. "There is room for all," Han said. "We have counted them twice."'
)


def test_a_speaker_is_told_whole() -> None:
    """One record a speaker: the fullest name, the best kind, each mention once and in order, statements counted."""
    done = read(STORY)
    told = [
        (s.id, s.name, s.kind.value, [STORY[m.start : m.end] for m in s.mentions], s.statements) for s in done.speakers
    ]
    assert told == [
        (0, "Han Wei", "person", ["A ministry spokesperson", "Spokesperson Han Wei", "Han"], 4),
        (1, "Mara Ellis", "person", ["Mayor Mara Ellis"], 1),
    ]


@pytest.mark.parametrize("story", [row[1] for row in CHAINS], ids=[row[0] for row in CHAINS])
def test_the_speakers_agree_with_the_statements(story: str) -> None:
    done = read(story)
    assert [speaker.id for speaker in done.speakers] == list(range(len(done.speakers)))
    for speaker in done.speakers:
        mine = [a for a in done.attributions if a.speaker == speaker.id]
        assert speaker.statements == len(mine) > 0
        assert set(speaker.mentions) == {a.source for a in mine if a.source}
        assert list(speaker.mentions) == sorted(speaker.mentions)
