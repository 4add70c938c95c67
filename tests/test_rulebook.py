"""What rule files do together: profiles, choices, layers, words and conditions of one's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import helpers_cli
import pytest
from helpers_rules import CUE, PATTERN, RULE, codes, in_force, look, put

from linter.findings import Severity
from linter.rulebook import Rule, Rulebook, RuleFileError, load_rulebook, profile_names

PROFILES = [
    ("recommended", {"UA101": "error", "SQ206": "error", "AW302": "info", "UA120": None, "UA121": None}),
    ("strict", {"UA101": "error", "UA120": "info", "UA121": "info"}),
    ("ap", {"SQ202": "error", "SQ203": "error", "AW302": "warning", "UA120": None}),
    ("reuters", {"UA109": "error", "SQ202": "info", "UA110": "error"}),
    ("bbc", {"UA109": "error", "UA108": "warning", "SQ202": "info"}),
    ("wikipedia", {"UA108": "error", "SQ204": "error", "AW301": "error"}),
    ("opinion", {"UA101": "error"}),  # what these two change are genres: see test_genre.py
    ("court", {"UA101": "error"}),
]


def test_the_profiles_are_these() -> None:
    assert sorted(profile_names()) == sorted(name for name, _ in PROFILES)
    assert all(summary.endswith(".") for summary in profile_names().values())


@cache
def shipped_rules() -> tuple[Rule, ...]:
    return load_rulebook().rules


@pytest.fixture
def outline(request: pytest.FixtureRequest) -> None:
    """The profiles that ship, over rules that have the codes, names and severities of ours and one word each."""
    shipped = shipped_rules()
    house = request.getfixturevalue("house")  # from here on what ships is out of sight
    (house / "claims/labels.yml").unlink()
    one = RULE.split("\n", 1)[1]
    rules = [
        one.replace("ZZ101", rule.code).replace("test-rule", rule.name).replace("error", rule.default.label)
        for rule in shipped
    ]
    put(house / "claims", "rules:\n" + "".join(rules), "rules.yml")
    genres = "genres:\n" + "".join(f"  {name}: {{means: a, likely: 1, sure: 1}}\n" for name in ("opinion", "court"))
    put(house / "claims", genres, "genres.yml")
    for path in Path(helpers_cli.ROOT, "rules/profiles").iterdir():
        put(house / "profiles", path.read_text("utf-8"), path.name)


@pytest.mark.parametrize(("profile", "expected"), PROFILES, ids=[row[0] for row in PROFILES])
def test_what_a_profile_weighs(profile: str, expected: dict[str, str | None], outline: None) -> None:
    rulebook = load_rulebook(profile, cache=False)
    found = in_force(rulebook)
    assert {code: found.get(code) for code in expected} == expected
    assert rulebook.profile == profile


CHOICES = [
    ("nothing chosen", (), (), {"UA901": "error", "ZZ101": "error", "ZZ102": "info"}),
    ("a code", ("ZZ101",), (), {"ZZ101": "error"}),
    ("a beginning, of what runs", ("ZZ",), (), {"ZZ101": "error", "ZZ102": "info"}),
    ("a beginning, and one that is off", ("ZZ", "ZZ103"), (), {"ZZ101": "error", "ZZ102": "info", "ZZ103": "warning"}),
    (
        "a beginning, and one that is off by name",
        ("ZZ", "other-3"),
        (),
        {"ZZ101": "error", "ZZ102": "info", "ZZ103": "warning"},
    ),
    ("a name", ("test-rule",), (), {"ZZ101": "error"}),
    ("small letters", ("zz101",), (), {"ZZ101": "error"}),
    ("everything", ("ALL",), (), {"UA901": "error", "ZZ101": "error", "ZZ102": "info", "ZZ103": "warning"}),
    ("what the profile has off", ("ZZ103",), (), {"ZZ103": "warning"}),
    ("ignore a code", (), ("ZZ101",), {"UA901": "error", "ZZ102": "info"}),
    ("ignore a prefix", (), ("ZZ",), {"UA901": "error"}),
    ("ignore all but one", ("ZZ101",), ("ALL",), {"ZZ101": "error"}),
    ("the longer key decides", ("ZZ101",), ("ZZ",), {"ZZ101": "error"}),
    ("the longer key decides, the other way", ("ZZ",), ("ZZ101",), {"ZZ102": "info"}),
    ("of equal length, ignore wins", ("ZZ101",), ("ZZ101",), {}),
    ("a name means as much as a whole code", ("test-rule",), ("ZZ101",), {}),
    ("and more than a prefix", ("test-rule",), ("ZZ",), {"ZZ101": "error"}),
]


@pytest.mark.parametrize(("why", "select", "ignore", "expected"), CHOICES, ids=[row[0] for row in CHOICES])
def test_select_and_ignore(
    why: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    expected: dict[str, str],
    house: Path,
    tmp_path: Path,
) -> None:
    one = RULE.split("\n", 1)[1]
    more = [one.replace("ZZ101", f"ZZ10{n}").replace("test-rule", f"other-{n}") for n in (2, 3)]
    text = (
        RULE
        + more[0].replace("severity: error", "severity: info")
        + more[1].replace("severity: error", "severity: warning")
    )
    rulebook = load_rulebook(rule_files=[put(tmp_path, text + "ignore: [ZZ103]\n")], cache=False)
    assert in_force(rulebook.narrowed(select, ignore)) == expected


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("ZZ999", "no rule 'ZZ999'"),
        ("", "no rule ''"),
        ("house-lable", "did you mean 'house-label'"),
        ("UA9011", "did you mean 'UA901'"),
    ],
)
def test_a_key_that_fits_no_rule(key: str, message: str, house: Path) -> None:
    rulebook = load_rulebook(cache=False)
    for choice in ({"select": [key]}, {"ignore": [key]}):
        with pytest.raises(RuleFileError, match=message):
            rulebook.narrowed(**choice)


def test_a_beginning_of_codes_of_which_none_runs_is_told(house: Path, tmp_path: Path) -> None:
    rulebook = load_rulebook(rule_files=[put(tmp_path, RULE + "ignore: [ZZ101]\n")], cache=False)
    assert in_force(rulebook.narrowed(ignore=["ZZ"])) == in_force(rulebook)
    with pytest.raises(
        RuleFileError, match="the profile runs no rule that begins with 'ZZ'; write ZZ101 to turn that one on"
    ):
        rulebook.narrowed(select=["ZZ"])


def test_a_rule_that_is_off_does_not_speak(house: Path) -> None:
    copy, rulebook = "The rogue left.", load_rulebook(cache=False)
    assert codes(copy, rulebook) == ["UA901"]
    assert codes(copy, rulebook.narrowed(ignore=["UA"])) == []


LAYERS = [
    ("its own rules are on", RULE, {"UA901": "error", "ZZ101": "error"}),
    ("another severity", "severity: {UA901: info}\n", {"UA901": "info"}),
    ("off", 'severity: {UA901: "off"}\n', {}),
    ("off, as YAML would read it", "severity: {UA901: off}\n", {}),
    ("ignored", "ignore: [UA]\n", {}),
    ("ignored by name", "ignore: [house-label]\n", {}),
    ("a severity brings nothing back", "ignore: [UA901]\nseverity: {UA901: info}\n", {}),
    ("another profile", "extends: strict\n", {"UA901": "warning"}),
    (
        "another profile, and its own word comes last",
        "extends: strict\nseverity: {UA901: info}\n",
        {"UA901": "info"},
    ),
    ("a prefix has a severity", "severity: {UA: warning}\n", {"UA901": "warning"}),
]


@pytest.mark.parametrize(("why", "text", "expected"), LAYERS, ids=[row[0] for row in LAYERS])
def test_a_newsrooms_own_file_decides(
    why: str, text: str, expected: dict[str, str], house: Path, tmp_path: Path
) -> None:
    assert in_force(load_rulebook(rule_files=[put(tmp_path, text)], cache=False)) == expected


def test_the_later_of_two_files_decides(house: Path, tmp_path: Path) -> None:
    first = put(tmp_path, "severity: {UA901: info}\n", "first.yml")
    last = put(tmp_path, "severity: {UA901: warning}\n", "last.yml")
    assert in_force(load_rulebook(rule_files=[first, last], cache=False)) == {"UA901": "warning"}
    assert in_force(load_rulebook(rule_files=[last, first], cache=False)) == {"UA901": "info"}


def test_a_file_extends_another_beside_it(house: Path, tmp_path: Path) -> None:
    put(tmp_path, RULE + "severity: {UA901: warning}\n", "base.yml")
    own = put(tmp_path, "extends: [strict, base.yml]\nseverity: {ZZ101: info}\n")
    assert in_force(load_rulebook(rule_files=[own], cache=False)) == {"UA901": "warning", "ZZ101": "info"}


def test_a_pattern_may_be_held_lower_than_its_rule_and_not_higher(house: Path, tmp_path: Path) -> None:
    text = RULE.replace("[stole]", "[stole, {template: took, severity: info}, {template: robbed, severity: error}]")
    rulebook = load_rulebook(
        rule_files=[put(tmp_path, text.replace("severity: error\n", "severity: warning\n"))], cache=False
    )
    found = look("He stole it. He took it. He robbed them.", rulebook).findings
    assert [finding.severity for finding in found] == [Severity.WARNING, Severity.INFO, Severity.WARNING]


# A newsroom's own words

OWN = [
    (
        "a word more in a shipped list",
        "words: {damning-labels: [knave]}\n",
        "Knave Dean Marlow took the voter files in May.",
        ("UA101", False, True),
    ),
    (
        "a word less",
        "without: {words: {damning-labels: [hacker]}}\n",
        "Hacker Dean Marlow sat on the council in May.",
        ("UA101", True, False),
    ),
    (
        "an outlet",
        "outlets: [Harbour Lights]\n",
        "Harbour Lights has learned that the dam had failed.",
        ("SQ206", False, True),
    ),
    (
        "a cue less",
        "without: {cues: [claim]}\n",
        "Ian Moss claimed that the ferry was full.",
        ("AW301", True, False),
    ),
]


@cache
def with_own_words() -> Rulebook:
    """What ships with all that the table adds and takes away, a file for each row."""
    folder = Path(helpers_cli.CACHE.name)
    files = [put(folder, text, f"words-{number}.yml") for number, (_, text, *_) in enumerate(OWN)]
    return load_rulebook(rule_files=files, cache=False)


@pytest.mark.parametrize(("why", "text", "copy", "expected"), OWN, ids=[row[0] for row in OWN])
def test_a_newsrooms_own_words(why: str, text: str, copy: str, expected: tuple[str, bool, bool]) -> None:
    code, before, after = expected
    assert (code in codes(copy, load_rulebook())) is before, "as shipped"
    assert (code in codes(copy, with_own_words())) is after, why


def test_a_cue_of_ones_own_is_read(house: Path, tmp_path: Path) -> None:
    copy = "Ellis muttered that the wall fell."
    assert look(copy, load_rulebook(cache=False)).attributions == ()
    (found,) = look(copy, load_rulebook(rule_files=[put(tmp_path, CUE)], cache=False)).attributions
    assert (found.cue_lemma, found.stance, found.weight) == ("mutter", "neutral", 0.9)


def test_a_pattern_is_taken_out(house: Path, tmp_path: Path) -> None:
    copy = "Ellis said that the wall fell."
    own = put(tmp_path, PATTERN + "without: {patterns: [source-says-that]}\n")
    assert [a.pattern for a in look(copy, load_rulebook(cache=False)).attributions] == ["source-says-that"]
    assert look(copy, load_rulebook(rule_files=[own], cache=False)).attributions == ()


def test_a_pattern_of_ones_own_is_read(house: Path, tmp_path: Path) -> None:
    rulebook = load_rulebook(rule_files=[put(tmp_path, PATTERN)], cache=False)
    assert [a.pattern for a in look("Ellis said of it a thing or two.", rulebook).attributions] == ["mutters-of"]


def test_a_condition_is_added_to(house: Path, tmp_path: Path) -> None:
    own = put(tmp_path, "conditions:\n  denied: {patterns: [disowned]}\n")
    copies = ["The rogue left.", "The rogue denied it.", "The rogue disowned it."]
    assert [codes(copy, load_rulebook(cache=False)) for copy in copies] == [["UA901"], [], ["UA901"]]
    assert [codes(copy, load_rulebook(rule_files=[own], cache=False)) for copy in copies] == [
        ["UA901"],
        [],
        [],
    ]


#: How far off the excuse stands, and with which reach the rule speaks all the same.
REACHES = [
    ("match", [True, True, True, True, True]),
    ("sentence", [False, True, True, True, True]),
    ("neighbours", [False, False, False, True, True]),
    ("paragraph", [False, False, True, False, True]),
    ("story", [False, False, False, False, False]),
]


@pytest.mark.parametrize(("within", "speaks"), REACHES, ids=[row[0] for row in REACHES])
def test_how_far_a_condition_looks(within: str, speaks: list[bool], house: Path, tmp_path: Path) -> None:
    own = put(
        tmp_path,
        RULE.replace("    patterns", "    unless: [ours]\n    patterns")
        + f"conditions:\n  ours: {{patterns: [in jest], within: {within}}}\n",
    )
    rulebook = load_rulebook(rule_files=[own], cache=False).narrowed(select=["ZZ101"])
    filler = "The harbour was quiet that day. " * 3
    stories = [
        "He stole it in jest.",
        "He stole it. It was done in jest.",
        "He stole it.\n\nIt was done in jest.",
        f"He stole it. {filler}It was done in jest.",
        f"He stole it.\n\n{filler}\n\nIt was done in jest.",
    ]
    assert [bool(codes(story, rulebook)) for story in stories] == speaks
