"""Sentences that no pattern explains, weighed by the points of their signs and words."""

from __future__ import annotations

from pathlib import Path

import helpers_cli  # noqa: F401  (keeps the user's own cache out of the tests)
import pytest
from test_attribution import told

from linter.attribution import Attributed, attribute
from linter.readers import read_text
from linter.rulebook import load_rulebook

#: A newsroom's own points, so that these tests do not hang on the fitted ones.
POINTS = """
weighing:
  base: -1.0
  signs: {"quoted: none": -0.5, "quoted: some": 1.2, "before it: attributed, same paragraph": 0.2}
  words:
    - {lemma: relish, forms: [relish, relishes, relished, relishing], points: 2.0}
    - {lemma: shun, forms: [shun, shuns, shunned, shunning], points: 1.6}
    - {lemma: cross, forms: [cross, crosses, crossed, crossing], points: -3.0}
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("rules") / "points.yml"
    path.write_text(POINTS, "utf-8")
    return str(path)


def weigh(copy: str, own: str) -> tuple[list[str], Attributed]:
    document = read_text(copy)
    done = attribute(document, load_rulebook("recommended", (own,)))
    return [told(document, each) for each in done.attributions if each.pattern == "weighed"], done


ROWS = (
    (
        "The mayor relished the new bridge over the harbour.",
        ["The mayor | relished | the new bridge over the harbour | office"],
        "a word with points and a subject is the cue",
    ),
    ("The mayor opened the new bridge over the harbour.", [], "no word with points"),
    ("The relish was sold at the harbour on Monday.", [], "a noun of that form"),
    ("Nobody in town was ready to relish the new bridge.", [], "after 'to'"),
    ("The mayor relished the walk and crossed the new bridge.", [], "another word speaks against it"),
    (
        "The mayor shunned, but the owner relished, the new bridge over the harbour.",
        ["the owner | relished | The mayor shunned, but the owner relished, the new bridge over the harbour | office"],
        "of two words the one of more points; what it leaves of the sentence is too little",
    ),
    (
        'Ellis said the wall was sound. It was "solid as oak" and as old as the harbour itself.',
        ['Ellis | - | It was "solid as oak" and as old as the harbour itself | person carried'],
        "no cue of its own: the speaker before goes on",
    ),
    ('It was "solid as oak" and as old as the harbour itself.', [], "nobody spoke before"),
    ("Ellis said the mayor relished the new bridge.", [], "a pattern explains it"),
)


@pytest.mark.parametrize(("copy", "expected", "why"), ROWS)
def test_a_sentence_with_more_than_no_points_gives_somebodys_words(
    copy: str, expected: list[str], why: str, own: str
) -> None:
    assert weigh(copy, own)[0] == expected, why


def test_what_is_weighed_says_which_word_decided_and_how_surely(own: str) -> None:
    _, done = weigh("The mayor relished the new bridge over the harbour.", own)
    (only,) = done.attributions
    assert (only.cue_lemma, only.carried) == ("relish", False)
    assert only.weight == pytest.approx(0.5 / 1.5, abs=0.001)


def test_nobody_is_held_to_what_is_weighed(own: str) -> None:
    assert [str(status) for status in weigh("The mayor relished the new bridge.", own)[1].statuses] == ["vague"]


def test_shipped_points_are_in_force() -> None:
    copy = 'He wants "a wall you can see from the sea" and prefers stone to the concrete that the port favors.'
    done = attribute(read_text(copy), load_rulebook())
    assert {each.pattern for each in done.attributions} == {"weighed"}, Path("rules/attribution/weights.yml")
