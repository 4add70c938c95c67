"""Templates: `⟦ ⟧` stand around what must be found; copy without them must give nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import helpers_cli
import pytest
from helpers_rules import RULE, look, put

from linter.rulebook import Rulebook, load_rulebook

TEMPLATES = [
    ("stole", ["He ⟦stole⟧ it.", "⟦STOLE⟧ it.", "It was “⟦stole⟧”.", "He ⟦stole⟧, and ⟦stole⟧ again."]),
    ("stole", ["It was stolen.", "The tombstole fell.", "He stole_it.", "The stole2 file.", "Stolé."]),
    ("steal*", ["He ⟦steals⟧.", "⟦Stealing⟧ is wrong.", "To ⟦steal⟧ it.", "No unstealing here."]),
    (
        "took the money",
        ["He ⟦took the money⟧.", "He ⟦took   the money⟧.", "He ⟦took\u00a0the money⟧.", "He took money."],
    ),
    (
        "took (all | all of) the money",
        ["He ⟦took the money⟧.", "He ⟦took all the money⟧.", "He ⟦took all of the money⟧."],
    ),
    ("took (all | all of) the money", ["He took some of the money.", "He tookall the money."]),
    ("took [it | , and | 's]", ["He ⟦took it⟧.", "He ⟦took, and⟧ ran.", "He ⟦took , and⟧ ran.", "He tookit."]),
    ("took [cash | the money]", ["He ⟦took cash⟧.", "He ⟦took the money⟧.", "He took gold.", "He took."]),
    ("(very) bad", ["A ⟦bad⟧ day.", "A ⟦very bad⟧ day.", "A very good day."]),
    ("(so | very) (very) bad", ["A ⟦bad⟧ day.", "A ⟦so very bad⟧ day.", "A ⟦very bad⟧ day."]),
    (
        "[[took | stole] it | robbed them]",
        ["He ⟦took it⟧.", "He ⟦stole it⟧.", "He ⟦robbed them⟧.", "He robbed it."],
    ),
    (
        "rogue {name}",
        ["The ⟦rogue Ian Moss⟧ left.", "The ⟦rogue Moss⟧ left.", "The rogue left.", "A rogue man."],
    ),
    ("rogue {name}", ["The ⟦rogue Bank of Tides⟧ left.", "The ⟦rogue Élise Ört⟧ left."]),
    ("{number} boats", ["Some ⟦12 boats⟧ sank.", "⟦1,200 boats⟧ sank.", "⟦3.5 boats⟧.", "⟦Three boats⟧."]),
    (
        "paid {number}",
        ["He ⟦paid $12⟧ for it.", "He ⟦paid €1,200⟧ for it.", "He ⟦paid ₹3⟧ for it.", "He paid it."],
    ),
    ("{number} worth", ["It was ⟦$12 worth⟧ of paint."]),
    ("{number} boats", ["Many boats sank.", "A 12th boats."]),
    ("{word} boats", ["He saw ⟦fast boats⟧.", "He saw ⟦well-made boats⟧.", "Boats sank.", "Fast, boats."]),
    ("took {gap:2} money", ["He ⟦took money⟧.", "He ⟦took the money⟧.", "He ⟦took all the money⟧."]),
    ("took {gap:2} money", ["He took all of the money.", "He took it, money and all.", "He took it. Money."]),
    ("took {gap} money", ["He ⟦took all of the old money⟧.", "He took all of the good old money."]),
    (
        "some {group-name} left",
        [
            "⟦Some Lutherans left⟧.",
            "⟦Some Alsatians left⟧.",
            "⟦Some Democrats left⟧.",
            "Some Ellises left.",
            "Some lutherans left.",
        ],
    ),
    ("Ellis's wall", ["⟦Ellis's wall⟧ fell.", "⟦Ellis’s wall⟧ fell.", "Elliss wall fell."]),
    ("Ellis’s wall", ["⟦Ellis's wall⟧ fell.", "⟦Ellis’s wall⟧ fell."]),
    ("so-called", ["A ⟦so-called⟧ wall.", "A so called wall.", "Also-called."]),
    ("yes, sir", ["He wrote ⟦yes, sir⟧ twice.", "He wrote yes sir twice."]),
    ("{damning-labels}", ["The ⟦hacker⟧ left.", "The hackerspace is open."]),
    ("{who:damning-labels} {what:name}", ["⟦Hacker Dean Marlow⟧ left.", "The hacker left."]),
    ("U.S. wall", ["The ⟦U.S. wall⟧ fell.", "The UXS wall fell."]),
    ("über alles", ["It was ⟦über alles⟧.", "It was ⟦ÜBER ALLES⟧.", "It was uber alles."]),
]


@cache
def template_rules() -> Rulebook:
    """Every template of the table as a rule of its own, in one rulebook."""
    rules = []
    for index, (template, _) in enumerate(TEMPLATES):
        text = RULE.split("\n", 1)[1].replace("ZZ101", f"ZZ{index + 100}").replace("test-rule", f"test-{index}")
        rules.append(text.replace("[stole]", f'["{template}"]'))
    path = Path(helpers_cli.CACHE.name, "templates.yml")
    path.write_text("rules:\n" + "".join(rules), encoding="utf-8")
    return load_rulebook(rule_files=[path], cache=False)


@pytest.mark.parametrize(
    ("index", "template", "marked"),
    [
        pytest.param(index, template, copy, id=f"{template} in {copy}")
        for index, (template, copies) in enumerate(TEMPLATES)
        for copy in copies
    ],
)
def test_a_template_finds(index: int, template: str, marked: str) -> None:
    copy = marked.replace("⟦", "").replace("⟧", "")
    found = look(copy, template_rules().narrowed(select=[f"ZZ{index + 100}"])).findings
    shown, shift = copy, 0
    for finding in found:
        shown = shown[: finding.start + shift] + "⟦" + shown[finding.start + shift :]
        shown = shown[: finding.end + shift + 1] + "⟧" + shown[finding.end + shift + 1 :]
        shift += 2
    assert shown == marked, f"{template} in {copy!r}"


def test_a_message_names_the_words_of_its_slots(house: Path, tmp_path: Path) -> None:
    text = RULE.replace("[stole]", '["{the-label:labels} {who:name}"]').replace(
        "'{match}' is a word.", "'{who}' is called '{the-label}' in '{match}'."
    )
    rulebook = load_rulebook(rule_files=[put(tmp_path, text)], cache=False).narrowed(select=["ZZ"])
    (found,) = look("The rogue  Ian Moss left.", rulebook).findings
    assert found.message == "'Ian Moss' is called 'rogue' in 'rogue Ian Moss'."


def test_a_regex_may_stand_for_a_template(house: Path, tmp_path: Path) -> None:
    text = RULE.replace("[stole]", r"""[{regex: 'the (?P<match>st\w+) of', needs: [the]}]""")
    rulebook = load_rulebook(rule_files=[put(tmp_path, text)], cache=False).narrowed(select=["ZZ"])
    (found,) = look("He paid the stones of it.", rulebook).findings
    assert "He paid the stones of it."[found.start : found.end] == "stones"
