"""Rule files: what may stand in them, what they do, and where they are wrong.

In the table of errors `⟦` stands where the error must be told, with line and column.
"""

from __future__ import annotations

import os
import pickle
import textwrap
from functools import cache
from pathlib import Path

import helpers_cli  # keeps the user's own cache out of the tests
import pytest

import linter.rulebook
import linter.rulebook.loader
from linter.findings import Report, Severity
from linter.pipeline import lint
from linter.readers import read_text
from linter.rulebook import Rule, Rulebook, RuleFileError, load_rulebook, profile_names

#: A small house of rules, so that a broken file does not cost the compiling of all that ship.
HOUSE = {
    "attribution/patterns.yml": """\
        patterns:
          - id: source-says-that
            template: "{source} {cue:say} that {content}"
            examples: ["[Ellis]{source} [said]{cue} that [it fell]{content}."]
            not_examples: ["Ellis fell."]
        cues:
          - {lemma: say, forms: [say, says, said, saying], frames: [say]}
        words:
          labels: [rogue, villain]
        """,
    "claims/labels.yml": """\
        rules:
          - code: UA901
            name: house-label
            severity: error
            catches: A label.
            message: "'{match}' is a label."
            why: Because.
            fix: Drop it.
            based_on: nobody
            patterns: ["{labels}"]
            unless: [denied]
            examples: {fail: ["The [rogue]{match} left."], pass: ["He left."]}
        conditions:
          denied: {patterns: [denied]}
        """,
    "profiles/recommended.yml": "summary: All.\nselect: [ALL]\n",
    "profiles/strict.yml": "summary: More.\nextends: recommended\nseverity: {UA901: warning}\n",
}

RULE = """\
rules:
  - code: ZZ101
    name: test-rule
    severity: error
    catches: A word.
    message: "'{match}' is a word."
    why: Because.
    fix: Drop it.
    based_on: nobody
    patterns: [stole]
    examples: {fail: ["It was [his]{match} work."], pass: ["He left."]}
"""

PATTERN = """\
patterns:
  - id: mutters-of
    template: "{source} {cue:say} of {content}"
    examples: ["[Ellis]{source} [said]{cue} of [it]{content}."]
    not_examples: ["Ellis left."]
"""

CUE = "cues:\n  - {lemma: mutter, forms: [mutter, mutters, muttered, muttering], frames: [say]}\n"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of rule files in place of those that ship."""
    folder = tmp_path / "house"
    for path, text in HOUSE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(textwrap.dedent(text), encoding="utf-8")
    monkeypatch.setattr(linter.rulebook, "rules_folder", lambda: folder)
    return folder


def put(folder: Path, text: str, name: str = "own.yml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def codes(copy: str, rulebook: Rulebook) -> list[str]:
    return [finding.code for finding in look(copy, rulebook).findings]


def look(copy: str, rulebook: Rulebook) -> Report:
    return lint(read_text(copy), rulebook)


def in_force(rulebook: Rulebook) -> dict[str, str]:
    return {rule.code: rule.severity.label for rule in rulebook.rules if rule.severity}


# What is wrong with a file

ERRORS = [
    ("a bracket of YAML never closed", "summary: x\nselect: [ALL\n⟦", "this is not YAML"),
    ("a tab for a space", "words:\n⟦\tlabels: [knave]\n", "this is not YAML: .*cannot start any token"),
    ("a colon in a message", "summary: what⟦: this\n", "this is not YAML: mapping values are not allowed"),
    ("an unknown key", "⟦sumary: x\n", "unknown key 'sumary'; did you mean 'summary'?"),
    ("an unknown key, nothing like any", "⟦zzz: x\n", r"unknown key 'zzz'$"),
    (
        "an unknown key of a rule",
        RULE.replace("    severity: error", "    ⟦severty: error"),
        "unknown key 'severty'; did you mean 'severity'?",
    ),
    (
        "an unknown key of examples",
        RULE.replace("pass: [", "⟦passes: ["),
        "unknown key 'passes'; did you mean 'pass'?",
    ),
    (
        "an unknown key of a cue",
        CUE.replace("frames:", "⟦frame:"),
        "unknown key 'frame'; did you mean 'frames'?",
    ),
    (
        "an unknown key of a condition",
        "conditions:\n  ours: {patterns: [denied], ⟦withn: story}\n",
        "unknown key 'withn'; did you mean 'within'?",
    ),
    (
        "an unknown key of where",
        RULE.replace("patterns: [stole]", "finds: source\n    where: {⟦kinds: [person]}"),
        "unknown key 'kinds'; did you mean 'kind'?",
    ),
    ("a bad severity", RULE.replace("severity: error", "⟦severity: eror"), "invalid enum value 'eror'"),
    (
        "a bad severity in a profile",
        "severity:\n  ⟦UA901: loud\n",
        "invalid enum value 'loud'",
    ),
    ("a rule that nobody has", "ignore: [⟦UA999]\n", "no rule 'UA999'"),
    (
        "a rule that is nearly there",
        "select: [UA901, ⟦house-lable]\n",
        "no rule 'house-lable'; did you mean 'house-label'?",
    ),
    ("a severity for a rule that nobody has", "severity:\n  ⟦UA999: error\n", "no rule 'UA999'"),
    ("a bad code", RULE.replace("code: ZZ101", "⟦code: zz1"), "expected 'str' matching regex"),
    ("a bad name", RULE.replace("name: test-rule", "⟦name: Test Rule"), "expected 'str' matching regex"),
    (
        "a missing key",
        RULE.replace("  - code: ZZ101\n    name", "  - ⟦name"),
        "missing required field 'code'",
    ),
    (
        "no reason",
        RULE.replace("  - code", "  - ⟦code").replace("    why: Because.\n", ""),
        "missing required field 'why'",
    ),
    (
        "no examples",
        "\n".join(line for line in RULE.replace("- code", "- ⟦code").splitlines() if "examples" not in line),
        "missing required field 'examples'",
    ),
    (
        "no example that passes",
        RULE.replace("examples: {", "⟦examples: {").replace(', pass: ["He left."]', ""),
        "missing required field 'pass'",
    ),
    (
        "an empty list of examples",
        RULE.replace('fail: ["It was [his]{match} work."]', "⟦fail: []"),
        "length >= 1",
    ),
    (
        "an attribution pattern with no example",
        PATTERN.replace("- id", "- ⟦id").replace(
            '    examples: ["[Ellis]{source} [said]{cue} of [it]{content}."]\n', ""
        ),
        "missing required field 'examples'",
    ),
    (
        "a regex that cannot compile",
        RULE.replace("[stole]", '[⟦{regex: "(stole", needs: [stole]}]'),
        r"missing \)",
    ),
    (
        "neither template nor regex",
        RULE.replace("[stole]", "[⟦{needs: [stole]}]"),
        "either a template or a regex",
    ),
    (
        "both template and regex",
        RULE.replace("[stole]", "[⟦{template: stole, regex: stole}]"),
        "either a template or a regex",
    ),
    (
        "an unknown word list",
        RULE.replace("[stole]", '[⟦"{lables} stole"]'),
        "no word list is called 'lables'; did you mean 'labels'?",
    ),
    (
        "a word list inside a word list",
        'words:\n  ⟦mine: ["@lables", knave]\n',
        "no word list is called 'lables'; did you mean 'labels'?",
    ),
    ("a word list that takes in itself", 'words:\n  ⟦mine: ["@mine", knave]\n', "takes in itself"),
    (
        "a slot in capitals",
        RULE.replace("[stole]", '[⟦"{Name} stole"]'),
        r"the slot \{Name\} must be",
    ),
    (
        "a bracket of a template never closed",
        RULE.replace("[stole]", '[⟦"[stole | took"]'),
        "'\\[' at character 1 is never closed",
    ),
    ("a bracket closed by another", RULE.replace("[stole]", '[⟦"(stole | took]"]'), "is closed by '\\]'"),
    (
        "a bracket that closes nothing",
        RULE.replace("[stole]", '[⟦"stole) it"]'),
        "'\\)' at character 6 closes nothing",
    ),
    ("a bar outside brackets", RULE.replace("[stole]", '[⟦"stole | took"]'), "must stand inside"),
    ("an empty option", RULE.replace("[stole]", '[⟦"[stole | ]"]'), "is empty"),
    ("an empty template", RULE.replace("[stole]", '[⟦""]'), "the template is empty"),
    ("a brace that opens nothing", RULE.replace("[stole]", '[⟦"stole {it"]'), "opens nothing"),
    (
        "an unknown condition",
        RULE.replace("    patterns:", "    ⟦unless: [denid]\n    patterns:"),
        "no condition 'denid'; did you mean 'denied'?",
    ),
    (
        "a condition that is built in",
        "conditions:\n  ⟦quoted: {patterns: [denied]}\n",
        "'quoted' is built in",
    ),
    (
        "a reach that nobody knows",
        "conditions:\n  ours: {patterns: [denied], ⟦within: page}\n",
        "invalid enum value 'page'",
    ),
    (
        "a pattern without content",
        PATTERN.replace("    template", "    ⟦template").replace('{content}"', 'it"'),
        r"needs \{content\}",
    ),
    (
        "a pattern without a cue",
        PATTERN.replace("    template", "    ⟦template").replace("{cue:say} of ", ""),
        r"needs a \{cue:frame\} or words of its own",
    ),
    (
        "a cue without a frame",
        PATTERN.replace("    template", "    ⟦template").replace("{cue:say}", "{cue}"),
        r"names its frame: \{cue:say\}",
    ),
    (
        "two sources",
        PATTERN.replace("    template", "    ⟦template").replace("of {content}", "{source} of {content}"),
        r"\{source\} stands twice",
    ),
    (
        "a slot narrowed to nothing known",
        PATTERN.replace("    template", "    ⟦template").replace("{content}", "{content:claus}"),
        r"\{content:claus\}: a content may be one of: quote, clause",
    ),
    (
        "a frame that no pattern has",
        CUE.replace("frames: [say]", "⟦frames: [sy]"),
        r"has \{cue:sy\}; did you mean 'say'?",
    ),
    (
        "six forms of a verb",
        CUE.replace("forms: [mutter,", "⟦forms: [a, b, mutter,"),
        "at most five forms",
    ),
    ("a weight over 1", CUE.replace("frames", "⟦weight: 7, frames"), "<= 1"),
    (
        "a rule's code twice",
        RULE + RULE.split("\n", 1)[1].replace("code: ZZ101", "⟦code: ZZ101").replace("test-rule", "other"),
        r"the code 'ZZ101' stands already at .*own\.yml:2$",
    ),
    (
        "a rule's name twice",
        RULE + RULE.split("\n", 1)[1].replace("ZZ101", "ZZ102").replace("name: test", "⟦name: test"),
        r"the name 'test-rule' stands already at .*own\.yml:2$",
    ),
    (
        "a shipped rule's code",
        RULE.replace("code: ZZ101", "⟦code: UA901"),
        r"the code 'UA901' stands already at claims/labels\.yml:2$",
    ),
    (
        "a shipped pattern's id",
        PATTERN.replace("id: mutters-of", "⟦id: source-says-that"),
        r"the pattern 'source-says-that' stands already at attribution/patterns\.yml:2$",
    ),
    (
        "a key twice",
        "summary: x\n⟦summary: y\n",
        "the key 'summary' stands twice here",
    ),
    (
        "a key of a rule twice",
        RULE.replace("    fix:", "    why: Once.\n    fix:").replace("    why: Once", "    ⟦why: Once"),
        "the key 'why' stands twice",
    ),
    (
        "a key that is no word",
        "⟦[a, b]: x\n",
        "a key must be a word",
    ),
    (
        "an alias",
        "outlets: &mine [The Bugle]\nselect: ⟦*mine\n",
        "aliases .* are not read",
    ),
    (
        "a profile that nobody has",
        "⟦extends: recomended\n",
        "'recomended' is neither a profile nor a file here; did you mean 'recommended'?",
    ),
    ("a file that extends itself", "⟦extends: own.yml\n", "extends itself"),
    ("a list for a rule", "rules: [⟦[a, b]]\n", "expected 'object', got 'array'"),
    ("a file that is a list", "⟦- a\n- b\n", "expected 'object', got 'array'"),
    (
        "a list without patterns to find",
        RULE.replace("- code", "- ⟦code").replace("patterns: [stole]", "patterns: []"),
        "needs patterns",
    ),
    (
        "a word list that a rule asks for",
        RULE.replace("    patterns: [stole]", "    finds: source\n    ⟦where: {words: [lables]}"),
        "no word list 'lables'; did you mean 'labels'?",
    ),
    (
        "a pattern that a rule asks for",
        RULE.replace("    patterns: [stole]", "    finds: cue\n    ⟦where: {pattern: [source-say-that]}"),
        "no pattern 'source-say-that'; did you mean 'source-says-that'?",
    ),
]


@pytest.mark.parametrize(
    ("why", "text", "message"),
    [pytest.param(*row, id=row[0]) if type(row) is tuple else row for row in ERRORS],
)
def test_an_error_is_told_at_its_place(why: str, text: str, message: str, house: Path, tmp_path: Path) -> None:
    at = text.index("⟦")
    text = text.replace("⟦", "")
    path = put(tmp_path, text)
    with pytest.raises(RuleFileError, match=message) as caught:
        load_rulebook(rule_files=[path], cache=False)
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    error = caught.value
    assert (error.path, error.line, error.column) == (str(path), line, column), f"{why}: {error}"
    assert str(error) == f"{path}:{line}:{column}: {error.message}"


@pytest.mark.parametrize(
    ("why", "content", "message"),
    [
        ("no such file", None, "cannot be read: No such file"),
        ("not UTF-8", b"summary: caf\xe9\n", r"is not UTF-8 \(byte 13\)"),
        ("a NUL", b"summary: a\0b\n", "this is not YAML: .*control characters are not allowed"),
        ("two documents", b"summary: x\n---\nsummary: y\n", "this is not YAML"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read(why: str, content: bytes | None, message: str, house: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RuleFileError, match=message) as caught:
        load_rulebook(rule_files=[path], cache=False)
    assert caught.value.path == str(path)


def test_a_file_that_is_extended_and_cannot_be_read(house: Path, tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_bytes(b"summary: caf\xe9\n")
    path = put(tmp_path, "extends: base.yml\n")
    with pytest.raises(RuleFileError, match="is not UTF-8"):
        load_rulebook(rule_files=[path], cache=False)


def test_a_file_that_nests_for_ever(house: Path, tmp_path: Path) -> None:
    path = put(tmp_path, "words: " + "[" * 2000 + "]" * 2000)
    with pytest.raises(RuleFileError, match="nested"):
        load_rulebook(rule_files=[path], cache=False)


def test_files_that_extend_each_other(house: Path, tmp_path: Path) -> None:
    put(tmp_path, "extends: two.yml\n", "one.yml")
    two = put(tmp_path, "summary: x\nextends: one.yml\n", "two.yml")
    with pytest.raises(RuleFileError, match="extends itself by way of this file") as caught:
        load_rulebook(rule_files=[two], cache=False)
    assert caught.value.line in (1, 2)


def test_an_error_in_a_file_that_is_extended_names_that_file(house: Path, tmp_path: Path) -> None:
    base = put(tmp_path, "summary: x\nsumary: y\n", "base.yml")
    path = put(tmp_path, "extends: base.yml\n")
    with pytest.raises(RuleFileError) as caught:
        load_rulebook(rule_files=[path], cache=False)
    assert (caught.value.path, caught.value.line, caught.value.column) == (str(base), 2, 1)


def test_a_profile_that_nobody_has(house: Path) -> None:
    with pytest.raises(RuleFileError, match=r"no profile 'recomended'; did you mean 'recommended'\? \(there are: "):
        load_rulebook("recomended", cache=False)


def test_an_error_travels_between_processes() -> None:
    error = pickle.loads(pickle.dumps(RuleFileError("what", "own.yml", 3, 4)))
    assert str(error) == "own.yml:3:4: what"


# What a file may say

PLAIN = [
    ("an empty file", ""),
    ("only a comment", "# nothing yet\n"),
    ("a byte order mark", "\ufeffsummary: x\n"),
    ("Windows line ends", "summary: x\r\noutlets: [The Bugle]\r\n"),
    ("words that YAML would read otherwise", "words:\n  mine: [no, true, 12:30, 2022-04-08, 0x1F, 1_000]\n"),
]


@pytest.mark.parametrize(("why", "text"), PLAIN, ids=[row[0] for row in PLAIN])
def test_a_plain_file_is_read(why: str, text: str, house: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    path.write_bytes(text.encode())
    rulebook = load_rulebook(rule_files=[path], cache=False)
    if "mine" in text:
        assert rulebook.words["mine"] == {"no", "true", "12:30", "2022-04-08", "0x1f", "1_000"}


# Templates: `⟦ ⟧` stand around what must be found; copy without them must give nothing

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


# Profiles, severities, select and ignore

PROFILES = [
    ("recommended", {"UA101": "error", "SQ206": "error", "AW302": "info", "UA120": None, "UA121": None}),
    ("strict", {"UA101": "error", "UA120": "info", "UA121": "info"}),
    ("ap", {"SQ202": "error", "SQ203": "error", "AW302": "warning", "UA120": None}),
    ("reuters", {"UA109": "error", "SQ202": "info", "UA110": "error"}),
    ("bbc", {"UA109": "error", "UA108": "warning", "SQ202": "info"}),
    ("wikipedia", {"UA108": "error", "SQ204": "error", "AW301": "error"}),
    ("opinion", {"UA102": None, "UA103": None, "UA108": None, "UA101": "error"}),
    ("court", {"AW303": None, "SQ205": "info", "UA101": "error"}),
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
    ("a prefix", ("ZZ",), (), {"ZZ101": "error", "ZZ102": "info", "ZZ103": "warning"}),
    ("a name", ("test-rule",), (), {"ZZ101": "error"}),
    ("small letters", ("zz101",), (), {"ZZ101": "error"}),
    ("everything", ("ALL",), (), {"UA901": "error", "ZZ101": "error", "ZZ102": "info", "ZZ103": "warning"}),
    ("what the profile has off", ("ZZ103",), (), {"ZZ103": "warning"}),
    ("ignore a code", (), ("ZZ101",), {"UA901": "error", "ZZ102": "info"}),
    ("ignore a prefix", (), ("ZZ",), {"UA901": "error"}),
    ("ignore all but one", ("ZZ101",), ("ALL",), {"ZZ101": "error"}),
    ("the longer key decides", ("ZZ101",), ("ZZ",), {"ZZ101": "error"}),
    ("the longer key decides, the other way", ("ZZ",), ("ZZ101",), {"ZZ102": "info", "ZZ103": "warning"}),
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


# The cache

STOLE = "He stole the files."


class Builds:
    """Counts how often a rulebook is compiled."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count, build = 0, linter.rulebook.loader.build

        def counted(*args: object) -> object:
            self.count += 1
            return build(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(linter.rulebook.loader, "build", counted)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that rulebooks are kept in for this test."""
    folder = tmp_path / "kept"
    monkeypatch.setenv("SAYSSO_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def builds(house: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Builds:
    return Builds(monkeypatch)


def only(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_a_warm_cache_is_used(builds: Builds, kept: Path, tmp_path: Path) -> None:
    own = put(tmp_path, RULE)
    cold = look(STOLE, load_rulebook(rule_files=[own]))
    warm = look(STOLE, load_rulebook(rule_files=[own]))
    assert builds.count == 1
    assert cold.findings == warm.findings and [f.code for f in warm.findings] == ["ZZ101"]


def test_what_is_kept_is_this_users_alone(builds: Builds, kept: Path) -> None:
    load_rulebook()
    assert kept.stat().st_mode & 0o077 == 0
    assert only(kept).stat().st_mode & 0o077 == 0
    assert only(kept).suffix == ".rulebook"


def test_no_cache_keeps_nothing(builds: Builds, kept: Path) -> None:
    load_rulebook(cache=False)
    load_rulebook(cache=False)
    assert builds.count == 2 and not kept.exists()


CHANGES = {
    "an own rule": lambda house, own: own.write_text(RULE.replace("[stole]", "[took]")),
    "a shipped rule": lambda house, own: (house / "claims/labels.yml").write_text(
        textwrap.dedent(HOUSE["claims/labels.yml"]).replace('["{labels}"]', '["{labels}", files]')
    ),
    "a shipped file more": lambda house, own: (house / "claims/more.yml").write_text("words: {labels: [files]}\n"),
    "a shipped file less": lambda house, own: (house / "profiles/strict.yml").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_a_rule_makes_it_anew(change: str, builds: Builds, house: Path, tmp_path: Path) -> None:
    own = put(tmp_path, RULE)
    before = codes(STOLE, load_rulebook(rule_files=[own]))
    CHANGES[change](house, own)
    after = codes(STOLE, load_rulebook(rule_files=[own]))
    assert builds.count == 2
    assert (before == after) is (change == "a shipped file less")


def test_each_profile_is_kept_apart(builds: Builds, kept: Path) -> None:
    severities = [in_force(load_rulebook(name))["UA901"] for name in ("recommended", "strict", "recommended", "strict")]
    assert severities == ["error", "warning", "error", "warning"]
    assert builds.count == 2 and len(list(kept.iterdir())) == 2


def test_a_file_that_is_extended_and_changes_is_read_anew(builds: Builds, tmp_path: Path) -> None:
    base, own = put(tmp_path, RULE, "base.yml"), put(tmp_path, "extends: base.yml\n")
    assert codes(STOLE, load_rulebook(rule_files=[own])) == ["ZZ101"]
    base.write_text(RULE.replace("[stole]", "[took]"))
    assert codes(STOLE, load_rulebook(rule_files=[own])) == []


def flip(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


DAMAGE = {
    "cut short": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "a bit flipped": flip,
    "another program's": lambda data: b"not ours" + data,
    "other bytes": lambda data: bytes(range(256)) * 9,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_cache_is_made_anew(damage: str, builds: Builds, kept: Path) -> None:
    load_rulebook()
    path = only(kept)
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    assert codes("The rogue left.", load_rulebook()) == ["UA901"]
    assert builds.count == 2
    load_rulebook()
    assert builds.count == 2, "and kept"


class Trap:
    """What leaves a file behind when its pickle is loaded."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.path,)


@pytest.fixture
def trap(builds: Builds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A path that comes to be when what was kept in place of a rulebook is unpickled."""
    path = tmp_path / "sprung"
    with monkeypatch.context() as patch:
        patch.setattr(linter.rulebook.loader, "build", lambda *_: (Trap(path), True))
        load_rulebook()
    return path


def test_the_trap_works(builds: Builds, trap: Path) -> None:
    """A cache of this user's own is opened: what the tests below find shut is shut for their reason alone."""
    assert codes("The rogue left.", load_rulebook()) == ["UA901"]
    assert trap.exists()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="only where files have owners")
@pytest.mark.parametrize("mode", [0o666, 0o660, 0o602], ids=oct)
def test_a_cache_that_others_can_write_is_not_opened(mode: int, builds: Builds, kept: Path, trap: Path) -> None:
    only(kept).chmod(mode)
    assert codes("The rogue left.", load_rulebook()) == ["UA901"]
    assert builds.count == 1 and not trap.exists()


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a file away")
def test_a_cache_of_another_user_is_not_opened(builds: Builds, kept: Path, trap: Path) -> None:
    os.chown(only(kept), 12345, -1)
    assert codes("The rogue left.", load_rulebook()) == ["UA901"]
    assert builds.count == 1 and not trap.exists()


def test_what_is_kept_and_is_no_rulebook_is_passed_over(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(linter.rulebook.loader, "build", lambda *_: ({"a": "dict"}, True))
        load_rulebook()
    assert codes("The rogue left.", load_rulebook()) == ["UA901"]
    assert builds.count == 1


@pytest.mark.parametrize("where", ["under a file", "a file", "a folder in the way"])
def test_a_folder_that_cannot_be_written_costs_nothing_but_time(
    where: str, builds: Builds, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "under a file":
        (tmp_path / "file").touch()
        monkeypatch.setenv("SAYSSO_CACHE_DIR", str(tmp_path / "file" / "folder"))
    elif where == "a file":
        kept.touch()
    else:
        load_rulebook()
        path = only(kept)
        path.unlink()
        path.mkdir()
        (path / "full").touch()
    assert codes("The rogue left.", load_rulebook()) == ["UA901"]


def test_old_rulebooks_are_cleared_away(builds: Builds, kept: Path, tmp_path: Path) -> None:
    files = [put(tmp_path, "summary: x\n", f"{number}.yml") for number in range(15)]
    for number, file in enumerate(files):
        load_rulebook(rule_files=[file])
        for path in kept.iterdir():  # a second older each time, whatever the clock of the file system
            os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 1))
        assert len(list(kept.iterdir())) == min(number + 1, 12)
    load_rulebook(rule_files=[files[-1]])
    assert builds.count == 15, "the newest is still there"
    load_rulebook(rule_files=[files[0]])
    assert builds.count == 16, "the oldest is not"
