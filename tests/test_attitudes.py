"""Attitudes: whose side somebody takes or what they want, told by words that no pattern explains and their points."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers_cli import run
from test_attribution import told

from linter.attribution import Attributed, attribute
from linter.document import Document
from linter.readers import read_text
from linter.rulebook import load_rulebook

#: A newsroom's own points, so that these tests do not hang on the fitted ones.
POINTS = """
attitudes:
  base: -1.0
  signs:
    after: {a determiner: 0.2, about: 0.4, by: 0.5}
    before: {a determiner: -1.6}
    form: {ed: 0.1}
    ahead: {as: 2.0, a quotation: 2.0}
    inside: {nothing: 0.1, source-says-that: -2.0}
    subject: {none: -0.1}
  words:
    - {lemma: relish, forms: [relish, relishes, relished, relishing], points: 2.0}
    - {lemma: shun, forms: [shun, shuns, shunned, shunning], points: 1.5}
    - {lemma: seem, forms: [seem, seems, seemed, seeming], points: 2.0, sourced: false}
    - {lemma: dismay, forms: [dismay], points: 1.3}
    - {lemma: rank, forms: [rank, ranks, ranked, ranking], points: -0.5}
    - {lemma: lean, forms: [lean, leans, leaned, leaning], points: 0.2, followed: {toward: 1.5}}
"""

#: What follows the clause that the rows are about, so that it is less than a third of its sentence.
REST = ", where nobody had lived for years, when the ferry came in and the gulls rose over the old stone quay"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rules") / "points.yml"
    path.write_text(POINTS, "utf-8")
    return path


def look(copy: str, own: Path) -> tuple[Document, Attributed]:
    document = read_text(copy)
    return document, attribute(document, load_rulebook("recommended", (str(own),)))


ROWS = (
    (f"The mayor relished the bridge{REST}.", ["The mayor | relished | the bridge | office"], "a verb and its subject"),
    (f"The mayor opened the bridge{REST}.", [], "no word with points"),
    (f"The relish was sold at the bridge{REST}.", [], "what stands before the word speaks against it"),
    (
        f"The mayor leaned toward the bridge{REST}.",
        ["The mayor | leaned | toward the bridge | office"],
        "by what follows",
    ),
    (f"The mayor leaned over the bridge{REST}.", [], "the same word, followed by another"),
    (
        f"The bridge was ranked by many as a jewel{REST}.",
        ["many | ranked | by many as a jewel | collective"],
        "'as' ahead",
    ),
    (f"The mayor saw many public shuns{REST}.", ["- | shuns |  | none"], "a noun that an adjective stands before"),
    (f"The ferry came with critics of Moss's shuns{REST}.", ["Moss | shuns |  | person"], "an owner, not who meets it"),
    ("A sign of dismay said that the bridge was open.", [], "no word of a source"),
    (f"The bridge was ranked by length{REST}.", [], "no 'as' ahead"),
    (
        "The mayor relished the bridge.",
        ["The mayor | relished |  | office"],
        "its content would be most of the sentence",
    ),
    (
        f"The ferry, shunned by the owner{REST}.",
        ["the owner | shunned | by the owner | office"],
        "of a participle the agent",
    ),
    (f"The ferry was shunned in May{REST}.", ["- | shunned | in May | none"], "a passive with nobody named"),
    (
        f"The mayor spoke of his deep dismay about the bridge{REST}.",
        ["his | dismay | about the bridge | office"],
        "of a noun the owner",
    ),
    (
        f"The mayor was relishing the bridge{REST}.",
        ["The mayor | relishing | the bridge | office"],
        "what goes on is done by its subject, not to it",
    ),
    (
        f"The mayor left the town, shunning the bridge{REST}.",
        ["The mayor | shunning | the bridge | office"],
        "of a participle after a comma the subject of the sentence",
    ),
    (
        f"The mayor went out of his way to relish the bridge{REST}.",
        ["The mayor | relish | the bridge | office"],
        "after 'to' the subject of the sentence",
    ),
    (f"The bridge seemed to sway{REST}.", ["- | seemed | to sway | none"], "of a word that is nobody's no source"),
    (
        f"The mayor relished shunning the bridge{REST}.",
        ["The mayor | relished | shunning the bridge | office"],
        "of two words side by side the one of more points",
    ),
    ('The mayor called it "a bridge to relish, not to shun, in any weather at all".', [], "words in quotation marks"),
    (f"Ellis said that the mayor relished the bridge{REST}.", [], "in the words of another, which speaks against it"),
    (
        f'The mayor ranked "every bridge of the old town" highest{REST}.',
        ['The mayor | ranked | "every bridge of the old town" highest | office'],
        "a quotation ahead",
    ),
)


@pytest.mark.parametrize(("copy", "expected", "why"), ROWS)
def test_a_word_with_more_than_no_points_tells_an_attitude(copy: str, expected: list[str], why: str, own: Path) -> None:
    document, done = look(copy, own)
    assert [told(document, each) for each in done.attitudes] == expected, why


def test_attitudes_are_no_attributions(own: Path) -> None:
    _, done = look(f"The mayor relished the bridge. The owner shunned the town{REST}.", own)
    assert len(done.attitudes) == 2 and done.attributions == ()
    assert [str(status) for status in done.statuses] == ["none", "none"]
    assert sum(speaker.statements for speaker in done.speakers) == 0


def test_an_attitude_says_which_word_decided_and_how_surely(own: Path) -> None:
    _, done = look("The mayor relished the bridge.", own)
    (only,) = done.attitudes
    # -1.0, the word 2.0, "the" after it 0.2, its ending 0.1, in our own voice 0.1
    assert (only.cue_lemma, only.weight) == ("relish", pytest.approx(1.4 / 2.4, abs=0.001))


def test_a_pronoun_means_who_takes_the_side(own: Path) -> None:
    _, done = look(f"Mara Ellis relished the bridge{REST}. She said the levy was fair.", own)
    assert done.attributions[0].speaker == done.attitudes[0].speaker is not None


def test_analyze_lists_attitudes_beside_attributions(own: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(f"Ellis relished the bridge{REST}. Moss said that the levy was fair.\n", "utf-8")
    record = json.loads(run("analyze", "--rules", own, draft).out)
    assert [each["pattern"] for each in record["attributions"]] == ["attitude", "source-says-that"]
    assert record["attributions"][0]["cue"]["text"] == "relished"


def test_a_sign_of_no_kind_is_told(tmp_path: Path) -> None:
    rules = tmp_path / "points.yml"
    rules.write_text(POINTS.replace("    after:", "    afterwards:"), "utf-8")
    done = run("analyze", "--rules", rules, "-", stdin=b"Nothing.\n")
    assert done.status == 2 and "afterwards" in done.err


def test_shipped_points_are_in_force() -> None:
    done = attribute(read_text(f"The governor backed Ellis{REST}."), load_rulebook())
    assert {each.cue_lemma for each in done.attitudes} == {"back"}, "rules/attribution/attitudes.yml"
