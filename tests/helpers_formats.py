"""What the tests of the formats share: drafts with awkward names and awkward copy, and readers that lead back."""

from __future__ import annotations

import csv
import io
import json
import pickle
import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree

from helpers_cli import RULE_FILE, STORY, Done, run
from helpers_html import Page
from markdown_it import MarkdownIt

from linter.findings import Finding, Report, Severity, Status
from linter.readers import read_text
from linter.report import Finished, Tally, formatter
from linter.report.words import one_line, visible

#: Copy in which line ends, characters beyond the first plane, bytes and characters all count differently, and in
#: which the words of a finding mean something to every format.
ODD = (
    "Files gone from “the hall” 🗞️ after the fair\r\n\r\n"
    "The man — 100% “sure” 🙂 — stole\tthe files & <b>fled</b>, `@desk` | #12, and nobody saw him.\r\n\r\n"
    "He went home doubtfully ]]> ::error::x that night, he said, \x0band he\u2028stole nothing on the way.\r\n\r\n"
    "The town may get the files back, maybe in the spring of next year: =1+1, ##[error]x.\r\n"
)

#: Awkward names of drafts, each of which one format or another would take for its own.
NAMES = (
    "plain.txt",
    "drafts/deep/story.txt",
    'it\'s "quoted" & <b>.txt',
    "100%41, a:b;c.txt",
    "=1+1.txt",
    "@desk #12 |x| `y` [z](w).txt",
    "two\nlines.txt",
    "emoji 🗞️ é.txt",
    "::error::x.txt",
    "]]>.txt",
)


class Told(NamedTuple):
    """A finding as a format tells it; a place that the format has no words for is None."""

    path: str
    code: str
    line: int
    column: int | None


def make_desk(folder: Path) -> None:
    """Fill a folder with drafts; every second one has the odd copy. `clean.txt` has nothing to flag."""
    for number, name in enumerate(NAMES):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((ODD if number % 2 else STORY).encode())
    (folder / "clean.txt").write_text("The fair opened on time.\n\nThe fair will close on Sunday.\n")


def lint(*args: object, format: str) -> Done:
    """Lint with the three rules of the tests, in the folder that the test stands in."""
    return run("lint", "--rules", RULE_FILE, "--select", "ZZ", "--format", format, *args)


def printed(name: str, reports: Sequence[tuple[str, Report]], unread: Sequence[tuple[str, str]] = ()) -> str:
    """Print reports as the command line does."""
    shape, tally = formatter(name), Tally()

    def drafts() -> Iterator[Finished]:
        for path, one in reports:
            finished = pickle.loads(pickle.dumps(shape))(path, one)
            tally.add(finished.counts)
            yield pickle.loads(pickle.dumps(finished))
        tally.unread.extend(unread)

    return "".join(shape.printed(drafts(), tally))


def flagged(*findings: tuple[Severity, str], copy: str = "Files gone\n\nHe stole it.\n") -> Report:
    """Return a report of one draft: findings of these severities and messages, all on its last words."""
    document = read_text(copy, "draft.txt")
    at = len(document.text.rstrip()) - 3
    found = tuple(Finding("ZZ101", "test-theft", severity, told, at, at + 2) for severity, told in findings)
    return Report(document, (), (), tuple(Status.NONE for _ in document.sentences), found)


def strict_json(text: str) -> Any:
    """Parse JSON as the standard has it, in ASCII and without what only Python takes."""

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    assert text.isascii()
    return json.loads(text, parse_constant=refuse)


def from_json(text: str) -> Iterator[Told]:
    for file in strict_json(text)["files"]:
        yield from (Told(file["path"], one["code"], one["line"], one["column"]) for one in file["findings"])


def from_jsonl(text: str) -> Iterator[Told]:
    for one in map(strict_json, text.splitlines()):
        yield Told(one["path"], one["code"], one["line"], one["column"])


def from_lines(text: str) -> Iterator[Told]:
    for found in re.finditer(r"^(.+?):(\d+):(\d+): (?:error|warning|info) (ZZ\d+) ", text, re.MULTILINE):
        yield Told(found[1], found[4], int(found[2]), int(found[3]))


def unescape_command(text: str) -> str:
    """Read what a GitHub runner reads in a property: https://docs.github.com/actions (workflow commands)."""
    for code, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def from_github(text: str) -> Iterator[Told]:
    for line in text.splitlines():
        command = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        if not command:
            yield from from_lines(line.replace(": :error", "::error"))
            continue
        pairs = (pair.split("=", 1) for pair in command[2].split(","))
        values = {key: unescape_command(value) for key, value in pairs}
        if values["title"] not in ("not read", "saysso"):
            column = values.get("col")
            code = values["title"].split()[0]
            yield Told(one_line(values["file"]), code, int(values["line"]), int(column) if column else None)


def from_sarif(text: str) -> Iterator[Told]:
    for result in strict_json(text)["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        region, path = place["region"], unquote(place["artifactLocation"]["uri"], errors="strict")
        yield Told(path, result["ruleId"], region["startLine"], region["startColumn"])


def from_junit(text: str) -> Iterator[Told]:
    for case in ElementTree.fromstring(text).iter("testcase"):
        if found := re.match(r"(ZZ\d+) \S+ \(line (\d+), column (\d+)\)", case.attrib["name"]):
            yield Told(case.attrib["file"], found[1], int(found[2]), int(found[3]))


def from_checkstyle(text: str) -> Iterator[Told]:
    for file in ElementTree.fromstring(text).iter("file"):
        for one in file.iter("error"):
            code = one.attrib["source"].removeprefix("saysso.")
            if code != "not-read":
                yield Told(file.attrib["name"], code, int(one.attrib["line"]), int(one.attrib["column"]))


def from_gitlab(text: str) -> Iterator[Told]:
    for one in strict_json(text):
        if one["check_name"] != "not-read":
            yield Told(one["location"]["path"], one["check_name"], one["location"]["lines"]["begin"], None)


def from_rdjson(text: str) -> Iterator[Told]:
    return _diagnostics(strict_json(text)["diagnostics"])


def from_rdjsonl(text: str) -> Iterator[Told]:
    return _diagnostics(map(strict_json, text.splitlines()))


def _diagnostics(diagnostics: Any) -> Iterator[Told]:
    """Yield what reviewdog reads; its columns count bytes, so they are led back through the file."""
    for one in diagnostics:
        if "range" in one["location"]:
            path, start = one["location"]["path"], one["location"]["range"]["start"]
            line = Path(path).read_bytes().split(b"\n")[start["line"] - 1]
            column = len(line[: start["column"] - 1].decode()) + 1
            yield Told(path, one["code"]["value"], start["line"], column)


def from_csv(text: str) -> Iterator[Told]:
    for row in csv.DictReader(io.StringIO(text, newline="")):
        if row["name"] != "not-read":
            path = re.sub("^'(?=[=+@-])", "", row["path"])
            yield Told(path, row["code"], int(row["line"]), int(row["column"]))


def from_markdown(text: str) -> Iterator[Told]:
    path = ""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "html_block" and (found := re.search(r"<summary><code>(.*)</code>", token.content)):
            path = unescape(found[1])
        elif token.type == "inline" and (found := re.fullmatch(r"(\d+):(\d+)", token.content)):
            line, column = map(int, found.groups())
        elif token.type == "inline" and (found := re.match(r"ZZ\d+(?= )", token.content)):
            yield Told(path, found[0], line, column)


def from_html(text: str) -> Iterator[Told]:
    for story in Page(text).stories:
        for note in story.notes:
            yield Told(story.path, note["data-code"], *map(int, note["data-place"].split(":")))


#: How each format is read back.
READERS: dict[str, Callable[[str], Iterator[Told]]] = {
    "text": from_lines,
    "concise": from_lines,
    "json": from_json,
    "jsonl": from_jsonl,
    "github": from_github,
    "gitlab": from_gitlab,
    "sarif": from_sarif,
    "junit": from_junit,
    "checkstyle": from_checkstyle,
    "rdjson": from_rdjson,
    "rdjsonl": from_rdjsonl,
    "csv": from_csv,
    "markdown": from_markdown,
    "html": from_html,
}
#: Formats in which a line is a line whatever a file is called, and how they write its name.
ONE_LINE = {"text": visible, "concise": one_line, "markdown": one_line, "github": one_line, "html": visible}


def as_told(told: Told, format: str) -> Told:
    """Return what a format is to tell of a finding that JSON tells."""
    if format in ONE_LINE:
        told = told._replace(path=ONE_LINE[format](told.path))
    return told._replace(column=None) if format == "gitlab" else told
