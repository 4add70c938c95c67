"""The page of `--format html`, read back by a parser: its words, marks, notes, index, and that it is inert."""

from __future__ import annotations

import base64
import configparser
import hashlib
import json
import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from helpers_cli import ROOT, RULE_FILE, SAMPLES, STORY, run
from helpers_html import Page, Story
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.document import Span
from linter.findings import Attribution, Finding, Report, Severity, SourceKind, Speaker, Status, Suppressed
from linter.readers import read_text
from linter.report import Finished, Linted, Tally, formatter
from linter.report.base import count
from linter.report.digest import digest, overview
from linter.report.html import page as html_page
from linter.report.html.index import Figure, Link, Share, Table, figures, report_page, tables

SEVERITIES = {"error", "warning", "info"}


def page(*args: object) -> Page:
    done = run("lint", "--format", "html", "--exit-zero", *args)
    assert (done.status, done.err) == (0, "")
    return Page(done.out)


def printed(*reports: Report) -> Page:
    """Read back the page of reports, as the command line prints it."""
    shape, tally = formatter("html"), Tally()

    def drafts() -> list[Finished]:
        done = [shape(report.document.path, report) for report in reports]
        for one in done:
            tally.add(one.counts)
        return done

    return Page("".join(shape.printed(drafts(), tally)))


def report(
    text: str,
    findings: tuple[Finding, ...] = (),
    attributions: tuple[Attribution, ...] = (),
    speakers: tuple[Speaker, ...] = (),
    suppressed: tuple[Suppressed, ...] = (),
    path: str = "draft.txt",
) -> Report:
    document = read_text(text, path)
    statuses = tuple(Status.NONE for _ in document.sentences)
    return Report(document, attributions, speakers, statuses, findings, suppressed=suppressed)


def finding(start: int, end: int, code: str = "ZZ101", severity: Severity = Severity.WARNING) -> Finding:
    return Finding(code, "a-name", severity, f"message of {code}", start, end, "mend it")


def assert_word_for_word(story: Story, text: str) -> None:
    """Hold the paragraphs of a story to a text: every character but the white space between two of them."""
    at = 0
    for paragraph in story.paragraphs:
        found = text.find(paragraph.text, at)
        assert found >= 0, f"{paragraph.text!r} is not in {text[at:]!r}"
        assert text[at:found].strip() == "", f"{text[at:found]!r} is missing"
        at = found + len(paragraph.text)
    assert text[at:].strip() == "", f"{text[at:]!r} is missing"


# -- The words ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_story_is_the_document_word_for_word(path: Path) -> None:
    [story] = page(path).stories
    assert_word_for_word(story, read_text(path.read_text("utf-8"), path.name).text)


ODD = st.text(
    st.sampled_from("ab <>&\"'{}%#\r\n\t.:-—“”\u00a0\u202e\u2066\u0301é東😀\x0c\x1b\x85"), min_size=1, max_size=60
)


@st.composite
def marked(draw: st.DrawFn) -> Report:
    """Return a report of odd words with marks that overlap as they like."""
    text = "A headline\n\n" + draw(ODD) + "\n\n" + draw(ODD) + " end."
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda pair: Span(*sorted(pair)))
    full = spans.filter(lambda span: span.start < span.end)
    findings = tuple(
        finding(*draw(spans), code, draw(st.sampled_from(list(Severity)))) for code in ("ZZ101", "ZZ102", "ZZ103")
    )
    attributions = tuple(
        Attribution(draw(full), SourceKind.PERSON, draw(full), (draw(full), draw(full)), "p", 0, speaker=who)
        for who in (0, 1)
    )
    speakers = tuple(Speaker(who, f"N{who}", SourceKind.PERSON, (), 1) for who in (0, 1))
    return report(text, findings, attributions, speakers, (Suppressed(finding(*draw(spans), "ZZ104"), "comment"),))


@settings(max_examples=200, deadline=None)
@given(marked())
def test_every_character_has_the_marks_that_were_put_on_it(one: Report) -> None:
    [story] = printed(one).stories
    text, at = one.document.text, 0
    numbers = {note["data-code"]: note["data-note"] for note in story.notes}
    marks = [(found.span, numbers[found.code]) for found in one.findings]
    marks += [(passed.finding.span, numbers[passed.finding.code]) for passed in one.suppressed]
    for paragraph in story.paragraphs:
        at = text.index(paragraph.text, at)
        for index in range(len(paragraph.text)):
            here = Span(at + index, at + index + 1)
            roles = {
                role
                for said in one.attributions
                for role, spans in (("source", [said.source]), ("cue", [said.cue]), ("content", said.content))
                for span in spans
                if span and span.covers(here)
            }
            heard = {
                str(said.speaker)
                for said in one.attributions
                for span in (said.source, said.cue, *said.content)
                if span and span.covers(here)
            }
            where = f"{text!r} at {here.start}"
            assert paragraph.roles[index] == roles, where
            assert paragraph.speakers[index] == heard, where
            assert paragraph.notes[index] == {number for span, number in marks if span.covers(here)}, where
        at += len(paragraph.text)
    assert_word_for_word(story, text)
    # Each note has one number in the text, and each number its note.
    refs = [number for paragraph in story.paragraphs for number in paragraph.refs]
    assert sorted(refs, key=int) == [note["data-note"] for note in story.notes]


def test_a_dateline_and_a_credit_stay_in_the_line_they_stand_in() -> None:
    [story] = page(ROOT / "samples/state-newspaper.txt").stories
    assert [one.zone for one in story.paragraphs[:4]] == ["headline", "timestamp", "caption", "caption"]
    assert story.paragraphs[2].text.endswith("Photo:")
    [story] = page(ROOT / "samples/indian-story.txt").stories
    assert any(one.zone == "body" and one.text.startswith("KELWARI: It is learnt") for one in story.paragraphs)


# -- The notes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_margin_tells_what_the_other_formats_tell(path: Path) -> None:
    records = [json.loads(line) for line in run("lint", "--format", "jsonl", path).out.splitlines()]
    rules = json.loads(run("rules", "--format", "json").out)["rules"]
    whys = {rule["code"]: " ".join(rule["why"].split()) for rule in rules}
    [story] = page(path).stories
    told = [
        (
            note["data-code"],
            note["data-severity"],
            note["data-place"],
            note["message"],
            note["fix"].removeprefix("Fix "),
        )
        for note in story.notes
    ]
    wanted = [
        (one["code"], one["severity"], f"{one['line']}:{one['column']}", one["message"], one["fix"]) for one in records
    ]
    assert sorted(told) == sorted(wanted)
    for note in story.notes:
        assert whys[note["data-code"]] in note["why"], note["data-code"]
        assert note["data-code"] in note["rule"]


def test_a_note_stands_with_the_paragraph_in_which_its_words_begin() -> None:
    text = "A headline\n\nOne two three.\n\nFour five six.\n"
    over = finding(text.index("three"), text.index("five"), "ZZ101")  # runs over into the next paragraph
    between = finding(text.index("\n\nFour"), text.index("\n\nFour"), "ZZ102")  # no words at all
    [story] = printed(report(text, (over, between))).stories
    assert [one.refs for one in story.paragraphs] == [[], ["1", "2"], []]
    noted = [character for one in story.paragraphs for character, on in zip(one.text, one.notes, strict=True) if on]
    assert "".join(noted) == "three.Four "


def test_what_was_let_pass_is_told_with_its_reason_and_counts_for_nothing() -> None:
    text = "A headline\n\nOne two three.\n"
    at = text.index("two")
    passed = (
        Suppressed(finding(at, at + 3, "ZZ101", Severity.ERROR), "comment", "the <editor> knows"),
        Suppressed(finding(at + 4, at + 9, "ZZ102", Severity.ERROR), "baseline"),
    )
    read = printed(report(text, suppressed=passed))
    notes = read.stories[0].notes
    assert [note["severity"] for note in notes] == ["let pass"] * 2
    assert notes[0]["reason"] == "A comment in the draft lets it pass: the <editor> knows."
    assert notes[1]["reason"] == "The baseline lets it pass, and gives no reason."
    assert [note["data-severity"] for note in notes] == ["", ""]
    assert {values["class"] for tag, values in read.tags if tag == "mark" and "data-notes" in values} == {"passed"}
    assert not [values for _, values in read.tags if values.get("data-filter")]


def test_a_mark_under_several_notes_looks_like_the_heaviest() -> None:
    text = "A headline\n\nOne two three.\n"
    light = finding(12, 25, "ZZ101", Severity.INFO)
    heavy = finding(16, 19, "ZZ102", Severity.ERROR)
    read = printed(report(text, (light, heavy)))
    marks = [values for tag, values in read.tags if tag == "mark" and "data-notes" in values]
    assert [(one["class"], one["data-notes"]) for one in marks] == [("info", "1"), ("error", "1 2"), ("info", "1")]


# -- Who speaks --------------------------------------------------------------------------------------------------


def test_speakers_stand_with_their_share_the_most_heard_first() -> None:
    def said(speaker: int | None) -> Attribution:
        return Attribution(Span(0, 1), SourceKind.PERSON, None, (), "p", 0, speaker=speaker)

    speakers = (
        Speaker(0, "Li <b>", SourceKind.PERSON, (), 1),
        Speaker(1, "an aide", SourceKind.ANONYMOUS, (), 2),
        Speaker(2, "Ho", SourceKind.PERSON, (), 0),  # mentioned, never heard
    )
    shape = formatter("html")
    made = shape.file(Linted("a.txt", report("Word.\n", (), (said(0), said(1), said(1), said(None)), speakers)))
    rows = re.findall(
        r'<li class="(\w+)"(?: data-speaker="(\d+)")?>\s*<span class="voice"><bdi class="name">(.*?)</bdi>'
        r'(?: <span class="kind">(\w+)</span>)?</span>\s*<span class="count">(.*?)</span>\s*'
        r'<svg.*?class="part" width="([\d.]+)"',
        made,
    )
    assert rows == [
        ("unnamed", "1", "an aide", "anonymous", "2 statements, 50%", "50.0"),
        ("named", "0", "Li &lt;b&gt;", "person", "1 statement, 25%", "25.0"),
        ("unnamed", "", "no one named", "", "1 statement, 25%", "25.0"),
    ]
    assert re.search(r"<b>0%</b> of 1 assertion attributed", made)


# -- Many drafts -------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, copy in (("a.txt", "Nothing happened, the mayor said.\n"), ("b.txt", STORY), ("c.txt", STORY[:120])):
        (tmp_path / name).write_text(copy)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_index_leads_to_each_story_the_worst_first(desk: Path) -> None:
    done = run("lint", "--format", "html", "--rules", RULE_FILE, "--select", "ZZ", ".")
    assert done.status == 1
    read = Page(done.out)
    assert [story.path for story in read.stories] == ["./a.txt", "./b.txt", "./c.txt"]
    links = [values["href"] for tag, values in read.tags if tag == "a" and "class" not in values]
    keys = {story.path: f"#{story.key}" for story in read.stories}
    assert links == [keys["./b.txt"], keys["./c.txt"], keys["./a.txt"]]
    folded = [values["id"] for tag, values in read.tags if tag == "details" and values.get("class") == "draft"]
    assert [f"#{one}" for one in folded] == list(keys.values())
    assert "3 drafts" in done.out and "in 2 of 3 drafts" in done.out
    assert re.search(r'ZZ101.*?test-theft.*?<td class="number">3</td>', done.out, re.DOTALL)


def test_one_draft_has_no_index(desk: Path) -> None:
    made = run("lint", "--format", "html", "--rules", RULE_FILE, "b.txt").out
    assert "Findings by rule" not in made and '<details class="draft"' not in made
    assert Page(made).title == "b.txt – saysso"


def test_a_draft_that_cannot_be_read_is_told_and_the_others_are_there(desk: Path) -> None:
    (desk / "d.txt").write_bytes(b"")
    done = run("lint", "--format", "html", ".")
    assert done.status == 2
    assert re.search(r"<bdi>\./d\.txt</bdi>: is empty", done.out)
    assert len(Page(done.out).stories) == 3
    alone = run("lint", "--format", "html", "d.txt")
    assert alone.status == 2 and Page(alone.out).stories == []


def test_an_index_of_drafts_with_nothing_in_them(desk: Path) -> None:
    for name in "abc":
        (desk / f"{name}.txt").write_text("Nothing\n")
    made = run("lint", "--format", "html", ".").out
    assert len(Page(made).stories) == 3 and "nothing to flag" in made and "Findings by rule" not in made


def test_processes_make_the_same_page(desk: Path) -> None:
    assert run("lint", "--format", "html", "-j", "2", ".").out == run("lint", "--format", "html", "-j", "1", ".").out


def test_the_report_of_drafts_has_a_page_too(desk: Path) -> None:
    done = run("report", "--format", "html", "--rules", RULE_FILE, "--select", "ZZ", "--top", "1", ".")
    assert (done.status, done.err) == (0, "")
    read = Page(done.out)
    assert read.title == "Attribution report – saysso" and not read.stories and not read.script
    assert "test-theft" in done.out and "./b.txt" in done.out and "and 2 more" in done.out and "./c.txt" not in done.out


def test_a_report_of_ones_own_figures_and_tables() -> None:
    made = report_page(
        [Figure("drafts", "2"), Figure("attributed", "of 4 assertions", Share(1, 4))],
        [
            Table("By <desk>", ("desk", "share", "errors"), [("city & sport", Share(1, 3), 1200)], "and 3 more"),
            Table("Links", ("draft",), [(Link("a.txt", "#a"),)]),
            Table("Nothing", ("x",), []),
        ],
    )
    read = Page(made)
    assert "By &lt;desk&gt;" in made and "city &amp; sport" in made and "1,200" in made and "and 3 more" in made
    assert "<b>25%</b>" in made and 'width="33.3"' in made and "<h2>Nothing" not in made
    assert ("a", {"href": "#a"}) in read.tags and not read.script


def test_the_tables_of_drafts_add_up() -> None:
    text = "A headline\n\nOne two three.\n"
    one = report(text, (finding(12, 15), finding(16, 19, "ZZ201", Severity.ERROR)))
    whole = overview([digest("b.txt", report(text)), digest("a.txt", one)])
    rules, drafts, *_ = tables(whole, {"a.txt": "#here"})
    assert rules.rows == [("ZZ101", "a-name", 0, 1, 0, 1, 100.0), ("ZZ201", "a-name", 1, 0, 0, 1, 100.0)]
    sentences = len(one.document.sentences)
    assert drafts.rows == [
        (Link("a.txt", "#here"), Share(0, sentences), 1, 1, 0),
        ("b.txt", Share(0, sentences), 0, 0, 0),
    ]
    assert figures(whole)[0] == Figure("drafts", "2")
    assert tables(whole, top=1)[1].more == "and 1 more"
    assert count(one).total() == sum(row[-2] for row in rules.rows if isinstance(row[-2], int))


# -- Inert, whole, and by itself ---------------------------------------------------------------------------------

HOSTILE = """\
Mayor </title><script>alert(1)</script> resigns

"{{ 7 * 7 }}" and {% raw %} <img src=x onerror=alert(2)> "quoted", the mayor's aide said. &lt;b&gt; stays &amp; so.

It is believed that </p></div><style>*{display:none}</style> \u202eturned\u202c round <!-- and --> ]]> went on.
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, str]:
    path = tmp_path_factory.mktemp("hostile") / "\"><script>alert('3').txt"
    path.write_text(HOSTILE, encoding="utf-8")
    return page(path), HOSTILE


def test_a_story_can_do_nothing_to_the_page(hostile: tuple[Page, str]) -> None:
    read, text = hostile
    assert_word_for_word(read.stories[0], text)
    assert sum(tag == "script" for tag, _ in read.tags) == sum(tag == "style" for tag, _ in read.tags) == 1
    assert not [tag for tag, _ in read.tags if tag in ("img", "iframe", "object", "embed", "link", "base")]
    assert not [name for _, values in read.tags for name in values if name.startswith("on") or name == "style"]
    assert "alert" not in read.script and "{{ 7 * 7 }}" in read.stories[0].text


@pytest.mark.parametrize("paths", [SAMPLES[:1], SAMPLES], ids=["one", "many"])
def test_the_page_stands_by_itself_and_forbids_itself_the_rest(paths: list[Path]) -> None:
    read = page(*paths)
    [policy] = [v["content"] for _, v in read.tags if v.get("http-equiv") == "Content-Security-Policy"]

    def expression(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    assert policy == (
        f"default-src 'none'; style-src {expression(read.style)}; script-src {expression(read.script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"url\(|@import|@font-face|https?:", read.style)
    assert not re.search(r"fetch|XMLHttpRequest|import\(|https?:|eval|innerHTML", read.script)
    targets = [value for _, values in read.tags for name, value in values.items() if name in ("href", "src")]
    assert targets and all(target.startswith("#") for target in targets)


@pytest.mark.parametrize("paths", [[ROOT / "samples/state-newspaper.txt"], SAMPLES], ids=["one", "many"])
def test_every_id_is_there_once_and_every_link_leads_somewhere(paths: list[Path]) -> None:
    read = page(*paths)
    ids = [values["id"] for _, values in read.tags if "id" in values]
    assert len(ids) == len(set(ids))
    for _, values in read.tags:
        for name in ("href", "aria-labelledby", "aria-describedby"):
            assert values.get(name, ids[0]).removeprefix("#") in ids, values
    headings = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == 1 and headings.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(headings) if below != 5), headings


def test_the_templates_are_in_the_wheel() -> None:
    """test_install.py looks into a real wheel; this needs no network."""
    found = configparser.ConfigParser(interpolation=None)
    found.read(ROOT / "setup.cfg", "utf-8")
    assert found["options.package_data"]["linter.report.html"] == "templates/*"
    assert {path.suffix for path in (ROOT / "linter/report/html/templates").iterdir()} == {".jinja", ".css", ".js"}


@pytest.mark.parametrize("command", ["lint", "report"])
def test_without_jinja2_it_says_what_to_install(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    html_page.environment.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    done = run(command, "--format", "html", SAMPLES[0])
    html_page.environment.cache_clear()
    assert (done.status, done.out) == (2, "")
    assert done.err == "saysso: --format html needs a library that is not installed: pip install 'saysso[html]'\n"


# -- Colours -----------------------------------------------------------------------------------------------------

STYLE = (ROOT / "linter/report/html/templates/page.css").read_text("utf-8")
LIGHT, DARK, PAPER = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", block))
    for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
)
INKS = {
    "paper": ["ink", "soft", "focus", "error", "warning", "info", "clean"],
    "panel": ["ink", "soft", "error", "warning", "info", "clean"],
    "error-tint": ["ink", "soft"],
    "warning-tint": ["ink", "soft"],
    "info-tint": ["ink", "soft"],
    "heard": ["ink"],
    "error": ["paper"],
    "warning": ["paper"],
    "info": ["paper"],
}


def luminance(color: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("scheme", "palette"), [("light", LIGHT), ("dark", DARK), ("paper", LIGHT | PAPER)])
def test_words_stand_out_from_their_ground(scheme: str, palette: dict[str, str]) -> None:
    """4.5 to 1 for words, 3 to 1 for the lines under them (WCAG 2.2 AA, 1.4.3 and 1.4.11)."""
    for ground, inks in INKS.items():
        for ink in inks:
            found = contrast(palette[ground], palette[ink])
            assert found >= 4.5, f"{scheme}: --{ink} on --{ground} is {found:.2f}"
    for line in ("source", "cue", "content", "direct", "indirect"):
        found = contrast(palette["paper"], palette[line])
        assert found >= 3, f"{scheme}: --{line} on --paper is {found:.2f}"


def test_no_colour_is_named_outside_the_palette() -> None:
    rest = re.sub(r":root \{.*?\}", "", STYLE, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-f]{3,8}\b", rest) == []
