"""Comments by which an editor lets findings pass: what they reach, what they leave alone, what is told of them."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from helpers_cli import PLAIN_SAMPLES, RULE_FILE, STORY, run
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from linter.document import Comment, Span
from linter.findings import Report
from linter.pipeline import lint
from linter.readers import read_text
from linter.rulebook import Rulebook, load_rulebook
from linter.suppression import directive


@cache
def rulebook(*select: str) -> Rulebook:
    """The three rules of the tests and those on comments that are on by default, as if there were no others."""
    chosen = load_rulebook(rule_files=[RULE_FILE]).narrowed(select=select or ("ZZ", "SU601", "SU602"))
    return replace(chosen, set_aside=frozenset())


def look(text: str, format: str = "text", *select: str) -> Report:
    return lint(read_text(text, format=format), rulebook(*select))


def told(report: Report) -> list[str]:
    """Return the findings: code and line, and for those on comments the message."""
    document = report.document
    found = []
    for finding in report.findings:
        line, _ = document.line_column((finding.file or document.to_file(finding.span)).start)
        found.append(f"{finding.code}:{line}" + (f" {finding.message}" if finding.code.startswith("SU") else ""))
    return found


def passed(report: Report) -> list[str]:
    document = report.document
    return [
        f"{one.finding.code}:{document.line_column(document.to_file(one.finding.span).start)[0]}"
        for one in report.suppressed
    ]


# What a comment says

SAID = [
    # the comment's words, directive, keys, reason
    ("saysso: disable", "disable", (), ""),
    ("saysso: disable UA101", "disable", ("UA101",), ""),
    ("saysso: disable UA101, SQ -- the ruling is cited", "disable", ("UA101", "SQ"), "the ruling is cited"),
    ("saysso: disable UA101 SQ", "disable", ("UA101", "SQ"), ""),
    ("saysso:disable-line UA101,,SQ;AW", "disable-line", ("UA101", "SQ", "AW"), ""),
    ("  SaySso : Disable-Next-Line doubting-verb", "disable-next-line", ("doubting-verb",), ""),
    ("saysso: disable-file --- all of\n it is quoted", "disable-file", (), "all of it is quoted"),
    (
        "saysso: disable UA101 — dashes made by a word processor",
        "disable",
        ("UA101",),
        "dashes made by a word processor",
    ),
    ("saysso: disable UA101 – here too", "disable", ("UA101",), "here too"),
    ("saysso: disable UA101 -- a reason -- with a dash", "disable", ("UA101",), "a reason -- with a dash"),
    ("saysso: disable UA101 --", "disable", ("UA101",), ""),
    ("saysso: disable UA101 UA101", "disable", ("UA101",), ""),
    ("saysso: enable", "enable", (), ""),
    ("saysso enable SQ", "enable", ("SQ",), ""),
    ("saysso: off", "off", (), ""),
    ("saysso:", "", (), ""),
]


@pytest.mark.parametrize(("words", "name", "keys", "reason"), SAID, ids=[row[0] for row in SAID])
def test_a_comment_says(words: str, name: str, keys: tuple[str, ...], reason: str) -> None:
    comment = Comment(0, Span(0, len(words)), words)
    found = directive(comment)
    assert found == (comment, name, keys, reason)


@pytest.mark.parametrize("words", ["", "a note", "sayssother: disable", "saysso was right here", "see saysso: disable"])
def test_a_comment_to_somebody_else_says_nothing(words: str) -> None:
    assert directive(Comment(0, Span(0, len(words)), words)) is None


# What it lets pass

COPY = """\
Files gone from the town hall after the fair

He stole the first.

He stole the second. He left doubtfully.

He stole the third, maybe.
"""

PASSED = [
    # replaced, by, what passes, what is told
    ("He stole the first.", "{c:disable}\nHe stole the first.", "ZZ101:4 ZZ101:6 ZZ201:6 ZZ101:8 ZZ301:8", ""),
    ("He stole the second", "{c:disable}\n\nHe stole the second", "ZZ101:7 ZZ201:7 ZZ101:9 ZZ301:9", "ZZ101:3"),
    (
        "He stole the second",
        "{c:disable ZZ101}\n\nHe stole the second",
        "ZZ101:7 ZZ101:9",
        "ZZ101:3 ZZ201:7 ZZ301:9",
    ),
    (
        "He stole the second",
        "{c:disable ZZ1, test-hint}\n\nHe stole the second",
        "ZZ101:7 ZZ101:9 ZZ301:9",
        "ZZ101:3 ZZ201:7",
    ),
    ("first.\n", "first.\n\n{c:disable}\n", "ZZ101:7 ZZ201:7 ZZ101:9 ZZ301:9", "ZZ101:3"),
    ("second. He", "second. {c:disable} He", "ZZ201:5 ZZ101:7 ZZ301:7", "ZZ101:3 ZZ101:5"),
    ("second. He left", "second.{c:disable-line} He left", "ZZ101:5 ZZ201:5", "ZZ101:3 ZZ101:7 ZZ301:7"),
    ("second.", "second. {c:disable-line test-theft}", "ZZ101:5", "ZZ101:3 ZZ201:5 ZZ101:7 ZZ301:7"),
    ("He stole the third", "{c:disable-line} He stole the third", "ZZ101:7 ZZ301:7", "ZZ101:3 ZZ101:5 ZZ201:5"),
    ("He stole the third", "{c:disable-next-line}\nHe stole the third", "ZZ101:8 ZZ301:8", "ZZ101:3 ZZ101:5 ZZ201:5"),
    (
        "He stole the third",
        "{c:disable-next-line ZZ1}\n\n{c:disable-next-line ZZ3}\n\nHe stole the third",
        "ZZ101:11 ZZ301:11",
        "ZZ101:3 ZZ101:5 ZZ201:5",
    ),
    ("He stole the third, maybe.", "He stole the third, maybe. {c:disable-file}", "ZZ101:3 ZZ101:5 ZZ201:5 ZZ101:7 ZZ301:7", ""),
    ("He stole the third, maybe.", "He stole the third, maybe. {c:disable-file ZZ2}", "ZZ201:5", "ZZ101:3 ZZ101:5 ZZ101:7 ZZ301:7"),
    (
        "He stole the first.\n",
        "{c:disable}\n\nHe stole the first.\n\n{c:enable}\n",
        "ZZ101:5",
        "ZZ101:9 ZZ201:9 ZZ101:11 ZZ301:11",
    ),
    (
        "He stole the first.\n",
        "{c:disable}\n\nHe stole the first.\n\n{c:enable ZZ1}\n",
        "ZZ101:5 ZZ201:9 ZZ301:11",
        "ZZ101:9 ZZ101:11",
    ),
    (
        "He stole the first.\n",
        "{c:disable ZZ101}\n\nHe stole the first.\n\n{c:enable ZZ}\n",
        "ZZ101:5",
        "ZZ101:9 ZZ201:9 ZZ101:11 ZZ301:11",
    ),
]  # fmt: skip


def comment(text: str) -> str:
    """Write {c:…} as a comment."""
    return text.replace("{c:", "<!-- saysso: ").replace("}", " -->")


#: Four paragraphs on one line of the file, and which of them a comment lets pass.
ON_ONE_LINE = [
    ("<p>He stole one.</p><p>He stole two.{c:disable-line}</p><p>He stole three.</p>", ["two"]),
    ("<p>He stole one.</p>{c:disable-next-line}<p>He stole two.</p><p>He stole three.</p>", ["two"]),
    ("<p>He stole one.</p><p>{c:disable-next-line}He stole two.</p><p>He stole three.</p>", ["two"]),
    ("<p>He stole one.</p>{c:disable}<p>He stole two.</p><p>He stole three.</p>", ["two", "three"]),
]


@pytest.mark.parametrize(("body", "expected"), ON_ONE_LINE)
@pytest.mark.parametrize("name", ["draft.html", "draft.json"])
def test_where_a_line_holds_several_paragraphs_one_is_meant(name: str, body: str, expected: list[str]) -> None:
    body = comment(body)
    story = json.dumps({"type": "text", "headline": "A thief", "body_html": body}) if name[-1] == "n" else body
    report = lint(read_text(story, name), rulebook("ZZ101", "SU601"))
    copy = report.document.text
    assert [copy[one.finding.end :].split(".")[0].split()[0] for one in report.suppressed] == expected
    assert len(report.findings) == 3 - len(expected)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("format", ["text", "markdown"])
@pytest.mark.parametrize(("old", "new", "expected", "left"), PASSED, ids=[row[1] for row in PASSED])
def test_a_comment_lets_pass(old: str, new: str, expected: str, left: str, format: str, ending: str) -> None:
    assert old in COPY
    report = look(COPY.replace(old, comment(new)).replace("\n", ending), format)
    assert passed(report) == expected.split()
    assert told(report) == left.split()
    assert {(one.by, one.reason) for one in report.suppressed} == {("comment", "")}


CLOSEST = [
    # comments before the copy, the reason that counts, the comment that is then of no use
    ("{c:disable-file ZZ -- file}\n{c:disable ZZ101 -- close}", "close", "disable-file ZZ"),
    ("{c:disable ZZ101 -- close}\n{c:disable ZZ -- far}", "close", "disable ZZ"),
    ("{c:disable -- all}\n{c:disable ZZ -- family}", "family", "disable"),
    ("{c:disable-file ZZ101 -- file}\n{c:disable-next-line ZZ101 -- line}", "line", "disable-file ZZ101"),
    ("{c:disable test-theft -- name}\n{c:disable-next-line ZZ10 -- prefix}", "name", "disable-next-line ZZ10"),
    ("{c:disable ZZ101 -- first}\n{c:disable ZZ101 -- last}", "last", "disable ZZ101"),
]


@pytest.mark.parametrize(("comments", "reason", "idle"), CLOSEST, ids=[row[0] for row in CLOSEST])
def test_the_closest_comment_decides(comments: str, reason: str, idle: str) -> None:
    report = look(comment(comments) + "\nHe stole the files.\n")
    assert [(one.finding.code, one.reason) for one in report.suppressed] == [("ZZ101", reason)]
    (finding,) = report.findings
    assert finding.message == f"'{idle}' changes nothing here: no finding asks for it"


# What is told of a comment

WRONG = [
    # the copy, what is told
    ("{c:disable}\n\nHe left.", ["SU601:1 'disable' changes nothing here: no finding asks for it"]),
    ("{c:disable ZZ1, ZZ2}\n\nHe stole.", ["SU601:1 'disable ZZ2' changes nothing here: no finding asks for it"]),
    ("{c:disable-line}\n\nHe stole.", ["SU601:1 'disable-line' changes nothing here: no finding asks for it", "ZZ101:3"]),
    ("He stole.\n\n{c:disable-next-line}", ["ZZ101:1", "SU601:3 'disable-next-line' changes nothing here: no finding asks for it"]),
    ("He stole.\n\n{c:enable}\n", ["ZZ101:1", "SU601:3 'enable' changes nothing here: no finding asks for it"]),
    ("{c:disable ZZ1}\nHe stole.\n\n{c:enable ZZ2}\n", ["SU601:4 'enable ZZ2' changes nothing here: no finding asks for it"]),
    ("{c:disable-lines}\nHe stole.", ["SU602:1 saysso cannot follow 'disable-lines'; did you mean 'disable-line'?", "ZZ101:2"]),
    ("{c:}\nHe stole.", ["SU602:1 saysso cannot follow ''", "ZZ101:2"]),
    ("{c:disable ZZ109}\nHe stole.", ["SU602:1 saysso cannot follow 'ZZ109'; did you mean 'ZZ101'?", "ZZ101:2"]),
    ("{c:disable test-thef, ZZ1}\nHe stole.", ["SU602:1 saysso cannot follow 'test-thef'; did you mean 'test-theft'?"]),
    ("{c:disable ZZ1 - he pleaded guilty}\nHe stole.", ["SU602:1 saysso cannot follow '-'; a reason stands after two hyphens, with a space on both sides"]),
    ("{c:disable ZZ1 --guilty}\nHe stole.", ["SU602:1 saysso cannot follow '--guilty'; a reason stands after two hyphens, with a space on both sides"]),
    ("<!-- saysso: disable\nHe stole.", ["SU602:1 saysso cannot follow 'disable'; the comment is never closed: -->", "ZZ101:2"]),
    ("<!-- saysso: disable\nHe stole.\n\n{c:disable-line}\n", ["SU602:1 saysso cannot follow 'disable'; the comment is never closed: -->", "ZZ101:2", "SU601:4 'disable-line' changes nothing here: no finding asks for it"]),
    ("<!-- a note to the desk: saysso disable -->\n\nHe left.", []),
    # rules that this run does not have
    ("{c:disable UA101}\n\nHe left.", []),
    ("{c:disable UA101, ZZ1}\n\nHe stole.", []),
    # a comment about what is told of comments
    ("{c:disable-file SU601}\n\n{c:disable ZZ2}\n\nHe left.", []),
    ("{c:disable-next-line SU602}\n\nHe left.", []),
    ("{c:disable}\n\n{c:disable ZZ109}\nHe stole.", ["SU602:3 saysso cannot follow 'ZZ109'; did you mean 'ZZ101'?"]),
]  # fmt: skip


@pytest.mark.parametrize(("copy", "expected"), WRONG, ids=[row[0] for row in WRONG])
def test_what_is_told_of_a_comment(copy: str, expected: list[str]) -> None:
    assert told(look(comment(copy))) == expected


def test_a_comment_never_silences_what_is_said_of_itself() -> None:
    report = look(comment("{c:disable-file SU, ZZ1}\n\nHe stole."), "text", "ALL")
    assert [finding.code for finding in report.findings if finding.code != "UA120"] == ["SU603"]


def test_a_rule_left_out_of_this_run_makes_no_comment_idle() -> None:
    """`--ignore ZZ2` must not ask for `disable ZZ` to go: tomorrow's run may need it."""
    text = comment("{c:disable ZZ}\n\nHe left doubtfully.")
    book = load_rulebook(rule_files=[RULE_FILE])
    assert lint(read_text(text), book).findings == ()
    assert lint(read_text(text), book.narrowed(ignore=["ZZ2"])).findings == ()
    assert lint(read_text(text), book.narrowed(select=["ZZ1", "SU"])).findings == ()


REASONS = [
    ("{c:disable ZZ1}\nHe stole.", ["SU603:1 'disable ZZ1' gives no reason: why may it pass?"]),
    ("{c:disable ZZ1 -- he was convicted}\nHe stole.", []),
    ("{c:disable}\nHe stole.\n\n{c:enable}", ["SU603:1 'disable' gives no reason: why may it pass?"]),
]


@pytest.mark.parametrize(("copy", "expected"), REASONS, ids=[row[0] for row in REASONS])
def test_a_reason_can_be_asked_for(copy: str, expected: list[str]) -> None:
    assert told(look(comment(copy), "text", "ZZ", "SU", "SU603")) == expected


# In Markdown, what stands in code or front matter is no comment

NO_COMMENT = [
    "```\n<!-- saysso: disable -->\n```\n\nHe stole it.",
    "    <!-- saysso: disable -->\n\nHe stole it.",
    "Write `<!-- saysso: disable -->` so.\n\nHe stole it.",
    "Write \\<!-- saysso: disable --\\> so.\n\nHe stole it.",
    "---\ntitle: <!-- saysso: disable -->\n---\n\nHe stole it.",
]


@pytest.mark.parametrize("copy", NO_COMMENT)
def test_code_and_front_matter_hold_no_comments(copy: str) -> None:
    report = look(copy, "markdown")
    assert report.document.comments == ()
    assert [finding.code for finding in report.findings] == ["ZZ101"]


def test_other_comments_stay_as_they_were() -> None:
    assert look("The wall <!-- check --> fell.").document.text == "The wall <!-- check --> fell."
    assert look("The wall <!-- check --> fell.", "markdown").document.comments == ()


# No comment changes anything else

SILENT = "<!-- saysso: disable-line -->"
LONG = "<!--saysso: disable-line CC501\n\n -- over\r\n three lines -->"


def places(report: Report) -> list[tuple[str, str, str, int, int]]:
    """Return the findings on the copy with their spans in the file."""
    document = report.document
    spans = [(finding, document.to_file(finding.span)) for finding in report.findings if finding.code[:2] != "SU"]
    return [(f.code, f.severity.label, f.message, *span) for f, span in spans]


@cache
def strict() -> Rulebook:
    return load_rulebook("strict").narrowed(select=["ALL"])


@pytest.mark.parametrize("written", [SILENT, LONG, SILENT + "  " + SILENT], ids=["one", "long", "two"])
@pytest.mark.parametrize("sample", PLAIN_SAMPLES, ids=lambda path: path.name)
def test_a_comment_line_moves_findings_by_its_length_and_does_nothing_else(sample: Path, written: str) -> None:
    text = sample.read_text("utf-8")
    before = lint(read_text(text, sample.name), strict())
    lines = text.splitlines(keepends=True)
    head = 1 + lines.index("---\n", 1) if lines[0] == "---\n" else 0
    for at in range(head, len(lines) + 1, 3):
        offset = len("".join(lines[:at]))
        inserted = written + "\n"
        after = lint(read_text(text[:offset] + inserted + text[offset:], sample.name), strict())

        def moved(where: int, offset: int = offset, inserted: str = inserted) -> int:
            return where + (len(inserted) if where >= offset else 0)

        assert after.document.text == before.document.text, at
        assert after.statuses == before.statuses
        assert [one for one in places(after) if one[0] != "CC502"] == [
            (code, severity, message, moved(start), moved(end - 1) + 1)
            for code, severity, message, start, end in places(before)
            if code != "CC502"  # its message has the number of a line
        ]


PARTS = ["He stole it.", "maybe", " ", "  ", "\n", "\n\n", "\r\n", "“We go,”", "- ", "> ", "said", "`", "<!--", "-->", SILENT, LONG, "<!-- saysso"]  # fmt: skip


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=25), st.sampled_from(["text", "markdown"]))
@example([SILENT], "text")
@example(["He stole it.", "<!-- saysso"], "markdown")
@example(["- ", SILENT, "\n", "> ", SILENT, "\n", "He stole it."], "markdown")
def test_comments_anywhere_leave_every_place_true(parts: list[str], format: str) -> None:
    text = "He left.\n\n" + "".join(parts)
    report = look(text, format)
    document = report.document
    assert "<!-- saysso: disable-line -->" not in document.text or format == "markdown" and "`" in text
    for finding in report.findings:
        span = finding.file or document.to_file(finding.span)
        assert 0 <= span.start < span.end <= len(text)
        if finding.code == "ZZ101":
            assert text[span.start : span.end] == "stole"
    for found in document.comments:
        assert text.startswith("<!--", found.file.start)
        assert 0 <= found.at <= len(document.text)


# At the command line


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(
        STORY.replace("nobody saw him.", "nobody saw him. <!-- saysso: disable-line ZZ1 -- he confessed -->")
    )
    return path


def test_the_summary_counts_what_was_let_pass(draft: Path) -> None:
    done = run("lint", "--rules", RULE_FILE, "--select", "ZZ,SU601", draft)
    assert done.out.endswith("1 error, 1 warning, 1 info in 1 file; 1 finding let pass\n")
    assert "story.txt:3" not in done.out


def test_what_was_let_pass_is_shown_when_asked_for(draft: Path) -> None:
    done = run("lint", "--rules", RULE_FILE, "--select", "ZZ1", "--show-suppressed", draft)
    assert f"{draft}:3:9: let pass ZZ101 test-theft (comment): he confessed\n" in done.out
    assert done.status == 1, "the other one still counts"
    everything = run("lint", "--rules", RULE_FILE, "--select", "ZZ1", "--ignore", "ZZ1", "--show-suppressed", draft)
    assert everything.out == "nothing to flag in 1 file\n"


def test_a_finding_let_pass_fails_no_run(draft: Path) -> None:
    draft.write_text("He stole it. <!-- saysso: disable-line -- he confessed -->\n")
    assert run("lint", "--rules", RULE_FILE, "--select", "ZZ", draft).status == 0


def test_a_reason_is_asked_for_by_an_option(draft: Path) -> None:
    draft.write_text("He stole it. <!-- saysso: disable-line -->\n")
    done = run("lint", "--rules", RULE_FILE, "--select", "ZZ", "--require-reason", "--format", "concise", draft)
    assert (done.status, done.out) == (
        1,
        f"{draft}:1:14: error SU603 reasonless-suppression: 'disable-line' gives no reason: why may it pass?\n",
    )


@pytest.mark.parametrize("command", ["analyze", "report"])
def test_every_command_lets_the_same_pass(draft: Path, command: str) -> None:
    done = run(command, "--rules", RULE_FILE, "--select", "ZZ1", "--format", "json", draft)
    assert done.status == 0
    assert done.out.count("ZZ101") == (1 if command == "analyze" else done.out.count("ZZ101"))
    if command == "analyze":
        assert '"line": 5' in done.out and '"line": 3' not in done.out
