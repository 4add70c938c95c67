"""The rules that ship: each does what its examples say, and the catalogue is whole."""

from __future__ import annotations

from functools import cache

import helpers_cli  # noqa: F401  (keeps the user's own cache out of the tests)
import pytest

from linter.findings import Severity
from linter.rulebook import Rulebook, load_rulebook
from linter.selftest import Coverage, ExampleResult, coverage, run_examples

#: Names and severities in `recommended`; patterns of a rule may be held lower. None: off, or for the profile to say.
CATALOGUE = {
    "UA101": ("unattributed-accusation", Severity.ERROR),
    "UA102": ("unattributed-cause", None),
    "UA103": ("unattributed-motive", None),
    "UA104": ("unattributed-state-of-mind", None),
    "UA105": ("unattributed-statistic", None),
    "UA106": ("unattributed-superlative", None),
    "UA107": ("unattributed-prediction", None),
    "UA108": ("unattributed-evaluation", None),
    "UA109": ("contested-label", None),
    "UA110": ("unattributed-quotation", None),
    "UA120": ("unattributed-assertion", None),
    "UA121": ("unattributed-run", None),
    "SQ201": ("anonymous-source", Severity.WARNING),
    "SQ202": ("anonymity-unexplained", Severity.WARNING),
    "SQ203": ("anonymous-attack", Severity.WARNING),
    "SQ204": ("vague-collective", Severity.WARNING),
    "SQ205": ("hidden-source", Severity.WARNING),
    "SQ206": ("self-attribution", Severity.ERROR),
    "SQ207": ("bare-hearsay", Severity.WARNING),
    "SQ208": ("unnamed-document", Severity.WARNING),
    "AW301": ("doubting-verb", Severity.WARNING),
    "AW302": ("endorsing-verb", Severity.INFO),
    "AW303": ("guilt-verb", Severity.WARNING),
    "AW304": ("according-to-person", Severity.INFO),
    "AW305": ("doubled-allegation", Severity.WARNING),
    "AW306": ("editorialising", Severity.WARNING),
    "CC501": ("empty-credit", Severity.WARNING),
    "CC502": ("repeated-text", Severity.WARNING),
    "SU601": ("unused-suppression", Severity.WARNING),
    "SU602": ("unknown-suppression", Severity.WARNING),
    "SU603": ("reasonless-suppression", None),
}

#: Family to the folder of rules/ that its rules live in.
FOLDERS = {"UA": "claims", "SQ": "sourcing", "AW": "wording", "ST": "story", "CC": "copy", "SU": "suppression"}


@cache
def rulebook() -> Rulebook:
    return load_rulebook(cache=False)


@cache
def covered() -> Coverage:
    return coverage(rulebook())


def told(result: ExampleResult) -> str:
    return f"{result.what} {result.expected}: {result.example[:60]}"


@pytest.mark.parametrize("result", list(run_examples(rulebook())), ids=told)
def test_example(result: ExampleResult) -> None:
    assert result.ok, f"{result.path}:{result.line}: {result.example}\n{result.message}"


@pytest.mark.parametrize("code", CATALOGUE)
def test_the_catalogue_is_whole(code: str) -> None:
    name, severity = CATALOGUE[code]
    rule = rulebook().rule(code)
    assert rule.name == name
    assert severity is None or rule.severity is severity


@pytest.mark.parametrize("rule", rulebook().rules, ids=lambda rule: rule.code)
class TestEveryRule:
    def test_lives_with_its_family(self, rule):
        assert rule.path.replace("\\", "/").split("/")[0] == FOLDERS[rule.code[:2]]

    def test_shows_enough_examples(self, rule):
        least = (1, 1) if rule.code[:2] in ("CC", "ST") else (2, 2)
        assert (len(rule.fails), len(rule.passes)) >= least

    def test_speaks_to_a_reporter(self, rule):
        assert rule.message.strip() and not rule.message.endswith(" ")
        assert rule.why.endswith(".") and len(rule.why.split()) >= 15
        assert rule.fix.endswith(".") and rule.based_on and rule.catches

    def test_has_a_severity_that_it_can_answer_for(self, rule):
        """Only an accusation, or the outlet as its own source, fails a build by default."""
        if rule.code[:2] in ("AW", "CC"):
            assert rule.default < Severity.ERROR


def test_every_rule_fires() -> None:
    assert covered().unfired_rules == ()


def test_every_attribution_pattern_fires() -> None:
    assert covered().unfired_patterns == ()


def test_every_pattern_has_words_to_look_for_first() -> None:
    assert covered().without_literals == ()
