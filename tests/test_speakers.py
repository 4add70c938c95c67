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
        "a name after an office and what it is over, then surname",
        "Secretary of State Mara Ellis said the wall was sound. Ellis said it would stand for years.",
        ["Mara Ellis", "Mara Ellis"],
    ),
    (
        "a title in the midst of an office, then title and surname",
        "Minister for Tides and Power Shri R. K. Singh said the wall was sound. Mr Singh said it would stand.",
        ["Singh", "Singh"],
    ),
    (
        "a name after an office with its article, by the surname that comes later",
        "The Bishop of Bath and Wells Mara Ellis said the wall was sound. Ellis said it would stand for years.",
        ["Mara Ellis", "Mara Ellis"],
    ),
    (
        "a surname that is an office",
        "Stephen King said the wall was sound. King said it would stand for years.",
        ["Stephen King", "Stephen King"],
    ),
    (
        "a surname that is an office, in a story of a kingdom",
        "Stephen King said the wall was sound. King said no other in the kingdom was as long.",
        ["Stephen King", "Stephen King"],
    ),
    (
        "the office that is nobody's surname",
        "Stephen Moss said the wall was sound. The king said it would stand for years.",
        ["Stephen Moss", "king"],
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
        "an office whose first word may be a body: 'the defence said'",
        "Ila Brandt said she had left. Defence Minister Karel Ruzsa said the town had not fallen. "
        "He told state radio that troops would return.",
        ["Ila Brandt", "Karel Ruzsa", "Karel Ruzsa"],
    ),
    (
        "somebody told of by another",
        "Paula Kerr said the team was splendid. Her opposite number, Gary Stone, said it was not. Stone said he was tired.",
        ["Paula Kerr", "Gary Stone", "Gary Stone"],
    ),
    (
        "a shadow minister is no minister",
        "The line is to close, the Transport Secretary has announced. Shadow transport secretary Neil Orme said it was late.",
        ["Transport Secretary", "Neil Orme"],
    ),
    (
        "a verb with a possessor's ending is none",
        "The main accused's lawyer, Rita Nair, said that her client was innocent. Nair said he would appeal.",
        ["Rita Nair", "Rita Nair"],
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
        "they, for several who speak for somebody",
        "Residents said the wall was sound. Lawyers for the firm said it was not. They said it would fall.",
        ["Residents", "Lawyers for the firm", "Lawyers for the firm"],
    ),
    (
        "they, for spokesmen",
        "Residents said the wall was sound. Spokesmen for the firm said it was not. They said it would fall.",
        ["Residents", "Spokesmen for the firm", "Spokesmen for the firm"],
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
        "a post of one's own, and its spokesperson",
        "The former minister said he had done no wrong. The prime minister's official spokesperson said the rules were clear.",
        ["former minister", "prime minister's official spokesperson"],
    ),
    (
        "a plural name is no company",
        "The Lib Dems said the plan had failed. The company said it was sound.",
        ["Lib Dems", "company"],
    ),
    (
        "a name that tells nothing may be the company",
        "Normart said the ferry was full. The company said it left late.",
        ["Normart", "Normart"],
    ),
    (
        "a name that tells nothing may be the union",
        "Unison said the strike would go on. The union said talks had failed.",
        ["Unison", "Unison"],
    ),
    (
        "a council is no university",
        "Norland City Council said the road was shut. The university said it would open.",
        ["Norland City Council", "university"],
    ),
    (
        "the council",
        "Norland City Council said the road was shut. The council said it would open in May.",
        ["Norland City Council", "Norland City Council"],
    ),
    (
        "the force",
        "Norland Police said the man was held. The force said he was 34.",
        ["Norland Police", "Norland Police"],
    ),
    (
        "a body's initials in brackets",
        "The Norland Tides Agency (NTA) said the port was open. The NTA said ships could dock.",
        ["Norland Tides Agency", "Norland Tides Agency"],
    ),
    (
        "a body by its initials",
        "The Norland Tides Agency said the port was open. The NTA said ships could dock.",
        ["Norland Tides Agency", "Norland Tides Agency"],
    ),
    (
        "Sir and his first name",
        "Sir David Rowe said the rules were clear. Sir David said he would not resign.",
        ["David Rowe", "David Rowe"],
    ),
    (
        "a rank in short",
        "Det Insp Karen Holt said the attack was frightening. Det Insp Holt said the man ran off.",
        ["Karen Holt", "Karen Holt"],
    ),
    (
        "a rank and its name",
        "Lieutenant Ilsa Brandt said the bridge was shut. Lt. Brandt said it would open.",
        ["Ilsa Brandt", "Ilsa Brandt"],
    ),
    (
        "a middle initial",
        "John Q. Moss said the ferry was full. Moss said it left late.",
        ["John Q Moss", "John Q Moss"],
    ),
    (
        "junior",
        "Ian Moss Jr. said the ferry was full. Moss said it left late.",
        ["Ian Moss", "Ian Moss"],
    ),
    (
        "a name told at length after a comma",
        "Ian Moss, the ferry company's chief executive, said it was full. Moss said it left late. The chief executive said nobody had counted.",
        ["Ian Moss", "Ian Moss", "Ian Moss"],
    ),
    (
        "a lawyer and her client",
        "Lena Ortiz said nobody came to look. Her lawyer said the herd was gone.",
        ["Lena Ortiz", "Her lawyer"],
    ),
    (
        "a lawyer and his client, by name",
        "Ian Moss said the ferry was full. Moss's lawyer, Tim Frost, said it left late. Frost said he would appeal. Moss said he would not.",
        ["Ian Moss", "Tim Frost", "Tim Frost", "Ian Moss"],
    ),
    (
        "a spokesman for a person",
        "Ian Moss said the ferry was full. A spokesman for Moss said it left late. Moss said nothing was wrong.",
        ["Ian Moss", "spokesman for Moss", "Ian Moss"],
    ),
    (
        "a spokesman for a body, and the body",
        "The ministry said the port was open. A spokesman for the ministry said ships could dock.",
        ["ministry", "spokesman for the ministry"],
    ),
    (
        "they, for a couple's own words",
        "Researchers said the wall was sinking. They said it was built on sand. The mayor said it was sound. She said it would stand.",
        ["Researchers", "Researchers", "mayor", "mayor"],
    ),
    (
        "they is not the last man",
        "Campaigners said the wall was sinking. Ian Moss said it was sound. They said it was built on sand.",
        ["Campaigners", "Ian Moss", "Campaigners"],
    ),
    (
        "the two men, one surname, then the surname alone",
        "Ann Roe said the wall was sound. Peter Roe said it was not. Roe said it would fall.",
        ["Ann Roe", "Peter Roe", "Peter Roe"],
    ),
    (
        "two ministries",
        "The foreign ministry said the port was open. The defence ministry said it was shut. The foreign ministry said ships could dock.",
        ["foreign ministry", "defence ministry", "foreign ministry"],
    ),
    (
        "two spokespeople of two bodies",
        "A police spokesman said the man was held. A hospital spokeswoman said he was stable. The police spokesman said he was 34.",
        ["police spokesman", "hospital spokeswoman", "police spokesman"],
    ),
    (
        "a judge, by name, then his office",
        "Judge Peter Cole said the offence was grave. The judge said prison was the only answer.",
        ["Peter Cole", "Peter Cole"],
    ),
    (
        "a study, then its authors",
        "A study by Norland University said the wall was sinking. The study said it was built on sand. The authors said more work was needed.",
        ["study by Norland University", "study by Norland University", "authors"],
    ),
    (
        "the president of another country",
        "President Ada Lund said the port was open. President Ilsa Brandt said it was not. Lund said ships could dock.",
        ["Ada Lund", "Ilsa Brandt", "Ada Lund"],
    ),
    (
        "an office of another body",
        "Norland's foreign minister said the port was open. Sudmark's foreign minister said it was not.",
        ["Norland's foreign minister", "Sudmark's foreign minister"],
    ),
    (
        "he, after a woman's title",
        "Mr Moss said the ferry was full. Mrs Ellis said he was wrong. He said she was.",
        ["Moss", "Ellis", "Moss"],
    ),
    (
        "a first name shared",
        "Ian Moss said the ferry was full. Ian Roe said it was not. Moss said it left late.",
        ["Ian Moss", "Ian Roe", "Ian Moss"],
    ),
    (
        "a nickname in quotation marks",
        'Ian "Red" Moss said the ferry was full. Moss said it left late.',
        ["Ian Moss", "Ian Moss"],
    ),
    (
        "the group",
        "Greenmark said the river was dead. The group said nothing lived there.",
        ["Greenmark", "Greenmark"],
    ),
    (
        "the newspaper is no ministry",
        "The ministry said the port was open. The newspaper said it was shut. The ministry said ships could dock.",
        ["ministry", "newspaper", "ministry"],
    ),
    (
        "a doctor by title",
        "Dr Ann Roe said the ward was full. Dr Roe said beds were short. The doctor said it was getting worse.",
        ["Ann Roe", "Ann Roe", "Ann Roe"],
    ),
    (
        "a professor by title",
        "Professor Lucy Gale said the figures were odd. Prof Gale said they would change.",
        ["Lucy Gale", "Lucy Gale"],
    ),
    (
        "a senator by short title",
        "Sen. Ann Roe said the bill was dead. The senator said it could come back.",
        ["Ann Roe", "Ann Roe"],
    ),
    (
        "a man and a firm of one name",
        "Peter Moss said the ferry was full. Moss Shipping said it left late. Moss said nobody counted.",
        ["Peter Moss", "Moss Shipping", "Peter Moss"],
    ),
    (
        "a body told at length, then which",
        "Sea Level, a consultancy based in Norland, which claims the wall is sinking, was paid. The company said it was sound.",
        ["Sea Level", "Sea Level"],
    ),
    (
        "one source, two verbs, no name",
        "An official called for calm but did not say why and added that the port was open.",
        ["official", "official"],
    ),
    (
        "an unnamed source, then the source",
        "A person close to the talks said the port was sold. The person said it was cheap.",
        ["person close to the talks", "person close to the talks"],
    ),
    (
        "two unnamed sources",
        "One official said the port was sold. Another official said it was not.",
        ["One official", "Another official"],
    ),
    (
        "experts, twice",
        "Experts said the wall was sinking. Experts said it was built on sand.",
        ["Experts", "Experts"],
    ),
    (
        "a body with its short form",
        "The Norland Geological Survey (NGS) said the hill had moved. The NGS said it was safe.",
        ["Norland Geological Survey", "Norland Geological Survey"],
    ),
    (
        "a group told by its kind, and no court",
        "Campaign group Greenmark said the river was dead. The court said nothing was proved. "
        "The group said it would appeal.",
        ["Campaign group Greenmark", "court", "Campaign group Greenmark"],
    ),
    (
        "he is the man the sentence before told of",
        "Ian Moss said the ferry was full. Manager Peter Shaw was left fuming. He said nobody had counted.",
        ["Ian Moss", "Peter Shaw"],
    ),
    (
        "she, of a woman told of in between",
        "Mara Ellis said the wall was sound. Lena Ortiz has farmed there for years. She said it was sinking.",
        ["Mara Ellis", "Lena Ortiz"],
    ),
    (
        "a thing told of in between is not he",
        "Ian Moss said the ferry was full. The Norland Tide sank in May. He said nobody had counted.",
        ["Ian Moss", "Ian Moss"],
    ),
    (
        "a known surname told of in between",
        "Ian Moss said the ferry was full. Mara Ellis said it was not. Moss was born in the port. He said nobody had counted.",
        ["Ian Moss", "Mara Ellis", "Ian Moss"],
    ),
    (
        "a body behind a preposition, told at length, then which",
        "Ian Moss was answering a question from Calder Marine, a consultancy in the port of Olm, which claimed that "
        "the wall was sinking. The company said it was built on sand.",
        ["Calder Marine", "Calder Marine"],
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
        sides = [a for a in done.attitudes if a.speaker == speaker.id]
        assert speaker.statements == len(mine)
        assert set(speaker.mentions) == {a.source for a in (*mine, *sides) if a.source} != set()
        assert list(speaker.mentions) == sorted(speaker.mentions)
