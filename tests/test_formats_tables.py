"""CSV that no spreadsheet runs, and a Markdown comment that shows what it says and no more."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from helpers_formats import flagged, lint, make_desk, printed
from markdown_it import MarkdownIt

from linter.findings import Severity
from linter.report.markdown import LIMIT
from linter.report.marking import escape

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_desk(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- CSV


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_csv_has_a_heading_and_a_row_a_finding(desk: Path) -> None:
    header, first, *others = rows(lint("plain.txt", "missing.txt", format="csv").out)
    assert header == [
        "path",
        "line",
        "column",
        "end_line",
        "end_column",
        "severity",
        "code",
        "name",
        "message",
        "fix",
        "words",
    ]
    told = "'stole' accuses somebody: who says so?"
    assert first == [
        "plain.txt",
        *["3", "9", "3", "14", "error", "ZZ101", "test-theft"],
        told,
        "Name who says so.",
        "stole",
    ]
    assert others[-1] == ["missing.txt", "", "", "", "", "error", "", "not-read", "no such file or folder", "", ""]
    assert len(others) == 4


def test_csv_ends_its_lines_as_the_standard_has_it(desk: Path) -> None:
    lint("plain.txt", "--output", "found.csv", format="csv")
    data = Path("found.csv").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == 5


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_a_spreadsheet_runs_no_words_of_a_draft(text: str) -> None:
    _, row = rows(printed("csv", [(f"{text}.txt", flagged((ERROR, text), copy=f"Files gone\n\nHe says {text}.\n"))]))
    assert row[0] == f"'{text}.txt" and row[8] == f"'{text}"
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


# --- Markdown

PARSER = MarkdownIt("gfm-like", {"html": True, "linkify": False})


def table(text: str) -> list[list[str]]:
    """Return the cells of every table in a comment, as text; fail when one holds more than words and line breaks."""
    cells: list[list[str]] = []
    inside = False
    for token in PARSER.parse(text):
        if token.type == "tr_open":
            cells.append([])
        if token.type in ("tr_open", "tr_close"):
            inside = token.type == "tr_open"
        elif token.type == "inline" and inside:
            kinds = {child.type for child in token.children or []}
            assert kinds <= {"text", "text_special", "html_inline"}, (token.content, kinds)
            parts = [("\n" if child.type == "html_inline" else child.content) for child in token.children or []]
            assert {child.content for child in token.children or [] if child.type == "html_inline"} <= {"<br>"}
            cells[-1].append("".join(parts).replace("\u200b", ""))
    return cells


def test_a_comment_counts_and_folds(desk: Path) -> None:
    out = lint("plain.txt", "drafts", "clean.txt", "missing.txt", format="markdown").out
    head = "**saysso**: 4 errors, 2 warnings, 2 infos in 2 of 3 files; 1 file could not be read\n"
    assert out.startswith(head)
    summaries = re.findall("<summary>(.*)</summary>", out)
    assert summaries == [
        "<code>plain.txt</code>: 2 errors, 1 warning, 1 info",
        "<code>drafts/deep/story.txt</code>: 2 errors, 1 warning, 1 info",
    ]
    assert out.count("<details>") == out.count("</details>") == 2
    first = table(out)[1]
    assert first == [
        "3:9",
        "error",
        "ZZ101 test-theft",
        "'stole' accuses somebody: who says so? \nName who says so.",
    ]
    assert out.endswith("\n**Not read:**\n\n- missing.txt: no such file or folder\n")


def test_a_comment_on_clean_drafts_is_a_line(desk: Path) -> None:
    assert lint("clean.txt", format="markdown").out == "**saysso**: nothing to flag in 1 file\n"


LIVE = [
    "a | b \\| c \\\\| d \\",
    "`code` and ``more`` and `",
    "*stars* _lines_ ~~struck~~ **bold**",
    "<b>bold</b> <script>alert(1)</script> <!-- gone --> &amp; &lt;",
    "[link](http://example.com) ![picture](x.png) [ref][1] [^1]",
    "https://example.com and www.example.com and HTTP://X.ORG and a@b.example",
    "$x^2$ and $$y$$",
    "# head",
    "- item",
    "1. item",
    "@desk and #12 and !12 and @org/team",
    "line\nline\r\nline",
]


#: What a forge makes a mention, a reference or a link of without any mark around it.
CALLS = re.compile(r"[@!]\w|#\d|https?://|www\.\w", re.IGNORECASE)


@pytest.mark.parametrize("text", LIVE)
def test_no_words_of_a_draft_are_live_in_a_comment(text: str) -> None:
    out = printed("markdown", [("a.txt", flagged((ERROR, text)))])
    assert table(out)[1][3] == re.sub(r"[\r\n]+", " ", text)
    assert not re.search(CALLS, out.split("</summary>")[1])


@pytest.mark.parametrize("text", [text for text in LIVE if "\n" not in text])
def test_no_words_are_live_in_a_list_or_a_paragraph(text: str) -> None:
    for before in ("", "- "):
        tokens = [one for one in PARSER.parse(before + escape(text)) if one.type == "inline"]
        assert len(tokens) == 1
        children = tokens[0].children or []
        assert {child.type for child in children} <= {"text", "text_special"}
        assert "".join(child.content for child in children).replace("\u200b", "") == text
        assert not re.search(CALLS, tokens[0].content)
    kinds = {one.type for one in PARSER.parse(escape(text))}
    assert kinds == {"paragraph_open", "inline", "paragraph_close"}


@pytest.mark.parametrize(
    "name", ["<b>|`@desk`.txt", "a</code></summary></details><script>x</script>.txt", "a\n\n# b.txt"]
)
def test_no_name_of_a_draft_is_live_in_a_comment(name: str) -> None:
    out = printed("markdown", [(name, flagged((ERROR, "x")))], [(name, "is empty")])
    blocks = [one.content for one in PARSER.parse(out) if one.type == "html_block"]
    assert len(blocks) == 2 and blocks[1] == "</details>\n"
    assert re.fullmatch(r"<details><summary><code>[^<>]*</code>: 1 error</summary>\n", blocks[0])
    assert len(table(out)) == 2 and "<script>" not in out
    assert not [one for one in PARSER.parse(out) if one.type == "heading_open"]


def test_too_many_findings_leave_the_heaviest_and_a_true_count() -> None:
    text = "x" * 290
    drafts = [
        (f"{number}.txt", flagged(*[(INFO, text)] * 20, (ERROR, text), *[(WARNING, text)] * 4)) for number in range(40)
    ]
    out = printed("markdown", drafts, [(f"{number}.txt", "is empty " * 40) for number in range(50)])
    assert 50_000 < len(out) < LIMIT
    shown = [row[1] for row in table(out) if row[0] != "line"]
    counts = {level: shown.count(level) for level in ("error", "warning", "info")}
    assert counts["error"] == 40 and counts["warning"] > 100 and counts["info"] == 0
    told = re.search(r"\*\*(\d+) more\*\*, not shown here: (?:(\d+) warnings?, )?(\d+) infos\.", out)
    hidden = 40 * 25 - len(shown)
    assert told and int(told[1]) == hidden
    assert int(told[2] or 0) == 160 - counts["warning"] and int(told[3]) == 800
    first = out.split("</details>")[0]
    assert "1 error, 4 warnings, 20 infos</summary>" in first and first.rstrip().endswith("and 20 more")
    assert out.endswith("- and 35 more\n")


def test_a_cell_has_no_end_of_words() -> None:
    out = printed("markdown", [("a" * 5000 + ".txt", flagged((ERROR, "y" * 100_000)))])
    assert len(out) < 2_000 and "y…" in out and "a…</code>" in out
