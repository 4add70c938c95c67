"""Rule files: what may stand in them, and where they are wrong.

In the table of errors `⟦` stands where the error must be told, with line and column.
"""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from helpers_rules import CUE, PATTERN, RULE, put

from linter.rulebook import RuleFileError, load_rulebook

ERRORS = [
    ("a bracket of YAML never closed", "summary: x\nselect: [ALL\n⟦", "this is not YAML"),
    (
        "a tab for a space",
        "words:\n⟦\tlabels: [knave]\n",
        "set in with a tab, which YAML does not take: put spaces in its place",
    ),
    ("a colon in a message", "summary: what⟦: this\n", "this is not YAML: mapping values are not allowed"),
    ("an unknown key", "⟦sumary: x\n", "unknown key 'sumary'; did you mean 'summary'?"),
    ("an unknown key, nothing like any", "⟦zzz: x\n", r"unknown key 'zzz'$"),
    (
        "an unknown key of a rule",
        RULE.replace("    severity: error", "    ⟦severty: error"),
        "unknown key 'severty'; did you mean 'severity'?",
    ),
    (
        "a key by another name",
        RULE.replace("    patterns:", "    ⟦lexicons: [labels]\n    patterns:"),
        "unknown key 'lexicons'; did you mean 'words'?",
    ),
    ("a key by another name, at the top", "⟦disable: [UA901]\n", "unknown key 'disable'; did you mean 'ignore'?"),
    (
        "a name for a key of elsewhere",
        "conditions:\n  ours: {patterns: [denied], ⟦level: error}\n",
        r"unknown key 'level'$",
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
    ("a bad severity", RULE.replace("severity: error", "⟦severity: eror"), "'eror' cannot stand here"),
    (
        "a bad severity in a profile",
        "severity:\n  ⟦UA901: loud\n",
        "'loud' cannot stand here",
    ),
    ("a rule that nobody has", "ignore: [⟦UA999]\n", "no rule 'UA999'"),
    (
        "a rule that is nearly there",
        "select: [UA901, ⟦house-lable]\n",
        "no rule 'house-lable'; did you mean 'house-label'?",
    ),
    ("a severity for a rule that nobody has", "severity:\n  ⟦UA999: error\n", "no rule 'UA999'"),
    (
        "a bad code",
        RULE.replace("code: ZZ101", "⟦code: zz1"),
        "expected a code of two to four capitals and three figures, such as SE101$",
    ),
    (
        "a bad name",
        RULE.replace("name: test-rule", "⟦name: Test Rule"),
        "expected a name in lower case with hyphens between its words, such as crowd-online$",
    ),
    ("a bad name of a word list", "words:\n  ⟦My list: [knave]\n", "expected a name in lower case with hyphens"),
    ("a word for a list", "⟦ignore: UA901\n", r"'ignore' takes a list: write \[UA901\]$"),
    ("words for a list", "⟦select: UA901, UA902\n", r"'select' takes a list: write \[UA901, UA902\]$"),
    ("a phrase for a list", "words:\n  ⟦mine: a knave's\n", "'mine' takes a list$"),
    ("a name for a list", "⟦outlets: The 'Bugle'\n", "'outlets' takes a list$"),
    (
        "a pattern for a list",
        RULE.replace("    patterns: [stole]", '    ⟦patterns: "[stole | took]"'),
        r"'patterns' takes a list: write \['\[stole \| took\]'\]$",
    ),
    ("a tab before a key of a rule", RULE.replace("    name", "⟦\tname"), "set in with a tab"),
    (
        "a missing key",
        RULE.replace("  - code: ZZ101\n    name", "  - ⟦name"),
        "the key 'code' is missing",
    ),
    (
        "no reason",
        RULE.replace("  - code", "  - ⟦code").replace("    why: Because.\n", ""),
        "the key 'why' is missing",
    ),
    (
        "no examples",
        "\n".join(line for line in RULE.replace("- code", "- ⟦code").splitlines() if "examples" not in line),
        "the key 'examples' is missing",
    ),
    (
        "no example that passes",
        RULE.replace("examples: {", "⟦examples: {").replace(', pass: ["He left."]', ""),
        "the key 'pass' is missing",
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
        "the key 'examples' is missing",
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
    ("an ending of no word", RULE.replace("[stole]", '[⟦"stole *"]'), "'\\*' at character 7 ends no word"),
    ("a bar outside brackets", RULE.replace("[stole]", '[⟦"stole | took"]'), "must stand inside"),
    ("an empty option", RULE.replace("[stole]", '[⟦"[stole | ]"]'), "is empty"),
    ("an empty template", RULE.replace("[stole]", '[⟦""]'), "'': the template is empty"),
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
        "'page' cannot stand here",
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
    ("a list for a rule", "rules: [⟦[a, b]]\n", "expected keys with values, got a list"),
    ("a file that is a list", "⟦- a\n- b\n", "expected keys with values, got a list"),
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
        ("no such file", None, "cannot be read: no such file"),
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
