"""The rule report and the explanation of a rule, for people and for programs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import SimpleNamespace

import pytest
from helpers_cli import ROOT, run
from markdown_it import MarkdownIt
from markdown_it.token import Token

from linter.findings import Severity
from linter.report.explain import explain
from linter.report.reference import reference
from linter.report.rules import severity, table
from linter.rulebook import load_rulebook
from linter.rulebook.model import Rule, Where


def rule(**changes: object) -> Rule:
    values: dict[str, object] = {
        "code": "UA101", "name": "unattributed-accusation", "severity": Severity.ERROR, "default": Severity.ERROR,
        "catches": "wrongdoing in our own voice", "message": "'{match}': who says so?",
        "why": "First reason " * 12 + "\n\nSecond reason.", "fix": "Name the accuser.", "based_on": "AP | Reuters",
        "fails": ("Hacker [Li stole]{match} it.",), "passes": ("One line.\n\nAnother line.",),
        "finds": "patterns", "patterns": (), "where": Where(), "unless": ("quoted", "accusation-told"), "silent": ("the words are quoted", "a charge is told"),
        "zones": frozenset(), "limit": 1, "once": False, "words": {}, "together": "", "otherwise": "", "path": "claims/accusations.yml", "line": 7, **changes,
    }  # fmt: skip
    return Rule(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [80, 100, 140])
def test_a_table_keeps_to_the_width_by_wrapping_the_last_columns(width: int) -> None:
    rows = [[f"UA{number}", "unattributed-accusation", "error", "some words " * 20, "AP " * 30] for number in range(3)]
    text = table(rows, ("code", "name", "severity", "catches", "based on"), width=width, running=2)
    assert max(map(len, text.splitlines())) <= width
    assert text.count("some") == 60
    assert text.count("AP") == 90


def test_a_markdown_table_keeps_bars_and_line_ends_in_their_cell() -> None:
    text = table([["a | b", "c\nd", 1200]], ("x", "y", "n"), "markdown")
    assert text.splitlines()[-1] == "| a \\| b | c d | 1,200 |"


def test_a_rule_that_is_off_says_so() -> None:
    assert (severity(rule()), severity(rule(severity=None))) == ("error", "off")
    assert explain(rule(severity=None)).startswith("UA101 unattributed-accusation (off, error where it is on)\n")


def test_an_explanation_has_everything_an_editor_asks_for() -> None:
    text = explain(rule(), width=60)
    assert max(map(len, text.splitlines())) <= 60
    for words in (
        "What it catches\n  wrongdoing in our own voice\n",
        "What it says\n  '{match}': who says so?\n",
        "Why\n  First reason First reason",
        "reason\n\n  Second reason.\n",
        "What to do\n  Name the accuser.\n",
        "Silent where\n  the words are quoted; a charge is told\n",
        "Comes from\n  AP | Reuters\n",
        "Flagged\n  - Hacker [Li stole]{match} it.\n",
        "Left alone\n  - One line.\n\n    Another line.\n",
        "Written in\n  claims/accusations.yml:7\n",
    ):
        assert words in text, f"{words!r} not in\n{text}"


def parsed(text: str) -> list[Token]:
    """Return the tokens of Markdown as a forge reads it; it must hold nothing but the few things we write."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    flat = [inner for token in tokens for inner in (token, *(token.children or ()))]
    html = {token.content for token in flat if token.type.startswith("html")}
    assert html <= {"<b>", "</b>"}
    assert not {token.type for token in flat} & {"em_open", "s_open", "image", "fence", "code_block", "blockquote_open"}
    return flat


def shown(tokens: Iterable[Token]) -> str:
    """Return what a reader sees of inline tokens, bold as *words*."""
    marks = {"strong_open": "*", "strong_close": "*", "hardbreak": "\n", "html_inline": "*"}
    return "".join(marks.get(token.type, token.content) for token in tokens)


def test_the_reference_tells_every_rule_whole() -> None:
    rulebook = load_rulebook()
    tokens = parsed(run("rules", "--format", "markdown").out)
    inline = [shown(token.children) for token in tokens if token.type == "inline" and token.children]
    headings = [line for line in inline if re.fullmatch(r"[A-Z]{2}\d+ [\w-]+", line)]
    assert headings == [f"{one.code} {one.name}" for one in rulebook.rules]
    links = [token.attrs["href"] for token in tokens if token.type == "link_open"]
    assert links == ["#" + heading.lower().replace(" ", "-") for heading in headings]
    for one in rulebook.rules:
        for words in (one.why, one.message, one.fix, one.based_on, one.catches, *one.silent, *one.in_part):
            assert any(words in line for line in inline), words
        for example in (*one.fails, *one.passes):
            marked = re.sub(r"\[([^][]*)\]\{\w+\}", r"*\1*", example.strip())
            for paragraph in re.split(r"\n\s*\n", marked):
                assert "\n".join(line.strip() for line in paragraph.splitlines()) in inline


def test_the_reference_tells_where_a_profile_differs() -> None:
    text = run("rules", "--format", "markdown").out
    assert "`court`: For court reports: pleas, admissions and findings are the record's words. AW303 off," in text
    [mine] = re.findall(r"## AW303 .*?(?=\n## )", text, re.DOTALL)
    assert "**warning**: " in mine and "- **Elsewhere:** off in `court`" in mine
    strict = run("rules", "--profile", "strict", "--format", "markdown").out
    assert "`recommended`: What an editor would stop on an ordinary news story. UA120 off, UA121 off." in strict


ODD = [
    # a line of an example, what is shown of it
    ("[*Li* stole_it]{match} # 1", "**Li* stole_it* # 1"),
    ("- a <b>list</b> & 1) an `end` \\", "- a <b>list</b> & 1) an `end` \\"),
    ('He said ["No," he]{match}said.', 'He said *"No," he*said.'),
    ("# [Head]{match}\n\nOne\ntwo | three [link](x) https://a.b", "# *Head*"),
]


@pytest.mark.parametrize(("example", "want"), ODD)
def test_the_reference_shows_any_words_as_they_are(example: str, want: str) -> None:
    book = SimpleNamespace(profile="mine", genres={}, rules=(rule(fails=(example,), passes=(), catches="a | b"),))
    tokens = parsed(reference(book))  # type: ignore[arg-type]
    assert want in [shown(token.children) for token in tokens if token.type == "inline" and token.children]


def test_the_reference_in_docs_is_current() -> None:
    told = "docs/rules.md is behind: saysso rules --format markdown --output docs/rules.md"
    assert (ROOT / "docs/rules.md").read_text("utf-8") == run("rules", "--format", "markdown").out, told


def test_every_reason_to_keep_silent_is_told_in_words() -> None:
    rulebook = load_rulebook()
    for one in rulebook.rules:
        for name in (*one.unless, *(name for pattern in one.patterns for name in pattern.unless)):
            condition = rulebook.conditions.get(name)
            assert condition is None or condition.means != name.replace("-", " "), f"{name} needs `means`"


def test_colour_marks_the_words_of_an_example() -> None:
    text = explain(rule(), color=True)
    assert "\x1b[1;4m[Li stole]\x1b[0m" in text
    assert re.sub(r"\x1b\[[\d;]*m", "", text) == explain(rule())
