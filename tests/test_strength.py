"""What a sentence adds up to: the same words in other company weigh more, or less, and the sum is told."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from helpers_cli import RULE_FILE, run
from helpers_rules import RULE

from linter.rulebook import load_rulebook

#: How the sum of an error is written where nothing holds it down.
ERROR = f"error from {load_rulebook().strength.error:.2f}) ="
LOADED = "But the mayor's stunning and shameless retreat seems to have badly rattled most of her party."
LIGHT = "However, most voters still seem more wary of the party than of its leaders, and many of them have little trust left."
PLAIN = "The council met on Tuesday and voted to close the pool."


def found(tmp_path: Path, copy: str, *options: str) -> list[dict[str, Any]]:
    draft = tmp_path / "draft.txt"
    draft.write_text(copy, "utf-8")
    done = run("lint", "--format", "json", *options, draft)
    findings: list[dict[str, Any]] = json.loads(done.out)["files"][0]["findings"]
    return findings


def told(findings: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(finding["code"], finding["severity"]) for finding in findings]


@pytest.mark.parametrize(
    ("copy", "expected"),
    [
        (PLAIN, []),
        (LOADED, [("UA108", "error")]),
        (LIGHT, [("UA108", "warning")]),  # no word that would do by itself: never an error
        ("The army shelled the town for a third day.", [("UA101", "warning")]),  # its pattern is a warning at most
        ("The retreat was shameless.", [("UA108", "warning")]),  # a word that may speak by itself, in no company
        ("The retreat was remarkable. " + PLAIN, [("UA108", "info")]),
        # A headline's capitals make no names.
        (f"Council Defends Shameful Olm Decision\n\n{PLAIN}", [("UA108", "warning")]),
        ("Hacker Dean Marlow took the files. He had secretly falsified the records.", [("UA101", "error")] * 2),
        (f'"{LOADED}" said Ana Rey, a councillor.', []),
        (LOADED.removesuffix(".") + ", Ana Rey said.", []),
        # A source without a name asks one question, what it is made to say another.
        ("Sources said the pool was closed. " + LOADED, [("SQ201", "warning"), ("UA108", "error")]),
        # The strongest of the claims speaks, not each: here a cause, a count and a judgment.
        ("But the strike led to the collapse of a stunning 40 percent of firms, most of them weak.", 1),
    ],
)
def test_the_sum_decides(tmp_path: Path, copy: str, expected: list[tuple[str, str]] | int) -> None:
    here = told(found(tmp_path, copy))
    assert (len(here) if isinstance(expected, int) else here) == expected, copy


@pytest.mark.parametrize(
    ("copy", "code"),
    [
        ("Residents feel betrayed.", "UA104"),
        ("The family is devastated.", "UA104"),
        ("Nurses were fuming last night.", "UA104"),
        ("Mr Calder believes he can win back the seat that he lost in May.", "UA104"),
        ("Voters were tired of the ferry fares.", "UA104"),
        ("The row was staged to distract from the budget.", "UA103"),
        ("The remark was intended for a domestic audience.", "UA103"),
        ("The delays were caused by the council.", "UA102"),
        ("Unemployment has doubled since 2019.", "UA105"),
        ("Crime is up 12 per cent.", "UA105"),
        ("It was the biggest strike in the borough's history.", "UA106"),
        ("The mill is the largest employer in the city.", "UA106"),
        ("The case is certain to end up in court.", "UA107"),
        ("The plan is doomed.", "UA108"),
    ],
)
def test_the_surest_are_asked_of_even_in_plain_copy(tmp_path: Path, copy: str, code: str) -> None:
    """And make no error: what adds most by itself is not what the company shows to be sure."""
    assert told(found(tmp_path, f"{PLAIN} {copy} The vote was nine to two.")) == [(code, "warning")]


@pytest.mark.parametrize(
    ("copy", "code"),
    [
        ("The mill is widely regarded as the oldest in the valley.", "SQ205"),
        ("It is important to note that the mill was never insured.", "AW306"),
    ],
)
def test_one_question_is_asked_of_one_place(tmp_path: Path, copy: str, code: str) -> None:
    assert [code for code, _ in told(found(tmp_path, f"{PLAIN} {copy}"))] == [code]


def test_light_words_are_named_together(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, LIGHT)
    assert finding["message"].startswith("'most', 'seem', 'wary': ")


def test_no_word_is_named_twice(tmp_path: Path) -> None:
    copy = "However, voters still seem wary of the party, Wary of its leaders and wary of the polls."
    (finding,) = found(tmp_path, copy)
    assert finding["message"].startswith("'However', 'seem', 'wary': ")


def test_every_graded_finding_has_its_sum(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, LOADED)
    strength = finding["strength"]
    assert strength["total"] == pytest.approx(sum(part["value"] for part in strength["parts"]), abs=0.1)
    assert strength["total"] >= strength["levels"]["error"] > strength["levels"]["warning"] > strength["levels"]["info"]
    assert {"UA108", "start", "outright-judgments", "opening"} <= {part["name"] for part in strength["parts"]}
    (ungraded,) = found(tmp_path, "The pool is shut. It is worth noting that the baths are shut too, Ana Rey said.")
    assert ungraded["code"] == "AW306" and "strength" not in ungraded


def test_explain_tells_the_sum_heaviest_first(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(LOADED, "utf-8")
    assert "strength" not in run("lint", tmp_path / "draft.txt").out
    (line,) = [
        line for line in run("lint", "--explain", tmp_path / "draft.txt").out.splitlines() if "= strength " in line
    ]
    total, parts = line.split(" = ", 2)[1:]
    assert "(error from " in total
    values = [abs(float(word)) for word in parts.split() if word[0].isdigit()]
    assert values == sorted(values, reverse=True) and len(values) > 5


@pytest.mark.parametrize(
    ("copy", "options", "expected"),
    [
        (LOADED, (), ERROR),
        (LOADED, ("severity: {UA108: info}",), "; UA108 is set to info) ="),
        (LIGHT, ("strength: {levels: {error: 1}}",), "; no word in it would be asked after by itself) ="),
        (
            "Critics say so.",
            ("sourcing: {levels: {info: 8, warning: 9}}",),
            "; these words are told of whatever the sum) =",
        ),
        ("It is believed that the plan will fail.", (), "; an error takes a grave claim: crime or accusation) ="),
        (
            "Critics say the mayor took bribes and killed the deal, and Mara Ellis, a lawyer, said he stole it.",
            ("sourcing: {levels: {error: 0.5}}",),
            "; no error, as somebody who can be asked speaks in the same sentence) =",
        ),
    ],
)
def test_explain_tells_what_holds_a_level_down(
    tmp_path: Path, copy: str, options: tuple[str, ...], expected: str
) -> None:
    """What is not as heavy as its sum says why: "warning … strength 2.27 (error from 1.11)" explains nothing."""
    (tmp_path / "ours.yml").write_text("extends: recommended\n" + "\n".join(options) + "\n", "utf-8")
    (tmp_path / "draft.txt").write_text(copy, "utf-8")
    told = run("lint", "--explain", "--rules", tmp_path / "ours.yml", tmp_path / "draft.txt").out
    assert expected in told, told


#: A rule of a newsroom's own that the sum weighs, of a family whose rules it makes no errors.
WEIGHED = RULE.replace("ZZ101", "SE101").replace("severity: error", "severity: warning")


@pytest.mark.parametrize(
    ("rules", "severity", "expected"),
    [
        (WEIGHED, "warning", "; SE101 is never made an error by the sum) ="),
        (WEIGHED + "  claims: [UA, SE]\n", "error", ERROR),
        (
            WEIGHED.replace("[stole]", "[{template: stole, severity: info}]"),
            "info",
            "; these words are never more than info) =",
        ),
        (WEIGHED.replace("severity: warning", "severity: error"), "error", ERROR),
    ],
)
def test_explain_tells_what_holds_a_rule_of_one_s_own(tmp_path: Path, rules: str, severity: str, expected: str) -> None:
    head, _, claims = rules.partition("  claims:")
    weights = "strength:\n  rules: {SE101: 9}\n" + (f"  claims:{claims}" if claims else "")
    (tmp_path / "ours.yml").write_text(head + weights, "utf-8")
    (tmp_path / "draft.txt").write_text(f"{PLAIN} The mayor stole away before noon.", "utf-8")
    told = run("lint", "--explain", "--select", "SE101", "--rules", tmp_path / "ours.yml", tmp_path / "draft.txt").out
    assert f": {severity} SE101 " in told and expected in told, told


def test_explain_writes_a_sum_that_begins_below_nothing_as_one_does(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("The retreat was remarkable. " + PLAIN, "utf-8")
    told = run("lint", "--explain", tmp_path / "draft.txt").out
    assert re.search(r"\) = -\d\.\d\d start \+ \d\.\d\d \S+ [+-] \d", told), told
    (tmp_path / "draft.txt").write_text("Critics said the mayor took bribes.", "utf-8")
    assert re.search(r"\) = \d\.\d\d crime [+-] \d", run("lint", "--explain", tmp_path / "draft.txt").out)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("strength: {levels: {info: 8, warning: 9, error: 10}}", []),
        ("strength: {levels: {error: 10}}", [("UA108", "warning")]),
        ("strength: {words: {seem-words: 20}, levels: {error: 20}}", [("UA108", "error")]),
        ("severity: {UA108: info}", [("UA108", "info")]),
        ("severity: {UA108: error}\nstrength: {levels: {error: 10}}", [("UA108", "error")]),
    ],
)
def test_a_newsroom_sets_its_own_bar(tmp_path: Path, rules: str, expected: list[tuple[str, str]]) -> None:
    (tmp_path / "ours.yml").write_text("extends: recommended\n" + rules + "\n", "utf-8")
    heard = LOADED.replace("shameless ", "")  # nothing in it that speaks by itself
    assert told(found(tmp_path, heard, "--rules", str(tmp_path / "ours.yml"))) == expected


@pytest.mark.parametrize(
    ("setting", "heavy", "light"),
    [
        ("{}", "error", "warning"),
        ("{UA108: info}", "info", "info"),
        ("{unattributed-evaluation: info}", "info", "info"),
        ("{UA: info}", "info", "info"),
        ("{UA108: warning}", "error", "warning"),  # where a sum begins: it goes on from there
        ("{UA108: error}", "error", "error"),
        ("{UA108: off}", None, None),
    ],
)
def test_a_configuration_holds_a_weighed_rule_at_a_level(
    tmp_path: Path, setting: str, heavy: str | None, light: str | None
) -> None:
    (tmp_path / ".saysso.yml").write_text(f"severity: {setting}\n", "utf-8")
    for copy, expected in ((LOADED, heavy), (LIGHT, light)):
        assert told(found(tmp_path, copy)) == ([("UA108", expected)] if expected else [])


@pytest.mark.parametrize(
    ("severity", "rules", "explained"),
    [
        ("", "UA108 unattributed-evaluation warning* ", "(warning, by a sum)"),
        ("severity: {UA108: error}", "UA108 unattributed-evaluation error* ", "(error, by a sum)"),
        ("severity: {UA108: info}", "UA108 unattributed-evaluation info ", "(info)"),
        ("ignore: [UA108]", "UA108 unattributed-evaluation off ", "(off, warning where it is on)"),
        ("rules: [calm.yml]", "SE101 calm-word warning* ", ""),
    ],
)
def test_what_shows_rules_tells_which_go_by_a_sum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, severity: str, rules: str, explained: str
) -> None:
    monkeypatch.chdir(tmp_path)
    own = RULE.replace("ZZ101", "SE101").replace("test-rule", "calm-word").replace("error", "warning")
    (tmp_path / "calm.yml").write_text(own + "strength: {rules: {SE101: 1}}\n", "utf-8")
    (tmp_path / ".saysso.yml").write_text(severity + "\n", "utf-8")
    listed = [" ".join(line.split()) for line in run("rules").out.splitlines()]
    assert any(line.startswith(rules) for line in listed), rules
    assert "01: info}' in .saysso.yml holds it at info" in " ".join(listed)
    if explained:
        out = run("explain", "UA108").out
        assert out.startswith(f"UA108 unattributed-evaluation {explained}\n")
        assert ("severity: {UA108: info}" in out) == ("by a sum" in explained)


def test_rules_that_go_by_no_sum_have_no_legend() -> None:
    assert "by a sum" not in run("explain", "AW301").out
    assert "holds it at info" not in run("rules", "--rules", RULE_FILE, "--select", "ZZ").out


def test_an_article_that_argues_throughout_lends_to_each_sentence(tmp_path: Path) -> None:
    last = "The pool was, in truth, a bold gamble for the town."

    def total(copy: str) -> float:
        return float(found(tmp_path, copy)[-1]["strength"]["total"])

    assert total(f"{LOADED} {LIGHT} {last}") > total(f"{PLAIN} {PLAIN} {last}") + 0.3


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("strength: {words: {seem-word: 1}}", "did you mean 'seem-words'"),
        ("strength: {traits: {tall: 1}}", "tall"),
        ("strength: {start: high}", "expected a number"),
    ],
)
def test_what_is_not_there_cannot_be_weighed(tmp_path: Path, rules: str, message: str) -> None:
    (tmp_path / "ours.yml").write_text(rules + "\n", "utf-8")
    (tmp_path / "draft.txt").write_text(PLAIN, "utf-8")
    done = run("lint", "--rules", tmp_path / "ours.yml", tmp_path / "draft.txt")
    assert done.status == 2 and "ours.yml:1" in done.err and message in done.err
