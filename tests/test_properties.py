"""What holds of every run, whatever the copy: it ends, it raises nothing, and what it says is in its place."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from helpers_cli import PLAIN_SAMPLES
from helpers_rules import RULE, every_rule, look
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import linter.rulebook
from linter.document import PROSE, Span
from linter.findings import Report, SourceKind, Status
from linter.pipeline import lint
from linter.readers import UnreadableError, read_text
from linter.rulebook import load_rulebook


def sound(report: Report) -> None:
    """Hold a report to what every report promises."""
    document = report.document
    text, sentences = document.text, document.sentences
    whole = Span(0, len(text))

    def within(span: Span) -> bool:
        return 0 <= span.start < span.end <= whole.end and bool(text[span.start : span.end].strip())

    assert len(report.statuses) == len(sentences)
    assert [speaker.id for speaker in report.speakers] == list(range(len(report.speakers)))
    for attribution in report.attributions:
        assert 0 <= attribution.sentence < len(sentences)
        sentence = sentences[attribution.sentence]
        assert sentence.zone in PROSE
        assert attribution.content, attribution
        assert all(within(span) for span in attribution.content), attribution
        assert list(attribution.content) == sorted(attribution.content)
        assert attribution.cue is None or sentence.span.covers(attribution.cue) and within(attribution.cue), attribution
        assert attribution.source is None or within(attribution.source), attribution
        assert (
            attribution.cue is None
            or attribution.source is None
            or not attribution.source.overlaps(attribution.cue)
            or (
                attribution.pattern == "in-document"  # "in a national poll": the source is the cue's own phrase
            )
        )
        assert not attribution.carried or attribution.cue is None
        assert attribution.kind is not SourceKind.NONE or attribution.source is None
        assert attribution.speaker is None or attribution.speaker < len(report.speakers)
        assert 0 <= attribution.weight <= 1
        assert attribution.pattern
    for speaker in report.speakers:
        assert speaker.name and speaker.mentions and all(within(span) for span in speaker.mentions)
        assert speaker.statements == sum(a.speaker == speaker.id for a in report.attributions)
    for sentence, status in zip(sentences, report.statuses, strict=True):
        assert sentence.zone in PROSE or status is Status.NOT_ASSERTION
    places = [(finding.start, finding.end, finding.code) for finding in report.findings]
    assert places == sorted(places)
    assert len(set(places)) == len(places), "nothing is said twice"
    in_force = {rule.code for rule in every_rule().rules if rule.severity}
    for finding in report.findings:
        assert within(finding.span), finding
        assert finding.code in in_force and finding.message and finding.fix
        file = document.to_file(finding.span)
        assert 0 <= file.start < file.end <= len(document.file_text)
        assert document.line_column(file.start) == place(document.file_text, file.start)
    assert report.problems == ()


def place(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, counted the slow way."""
    starts = [0, *(m.end() for m in re.finditer(r"\r\n|\r|\n", text) if m.end() <= offset)]
    return len(starts), offset - starts[-1] + 1


def try_(text: str, format: str | None = None) -> Report | None:
    try:
        return look(text, format=format)
    except UnreadableError:  # nothing to read, or no text at all
        return None


# Any text

ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=200)  # type: ignore[arg-type]
ODD = "İıßſ\u0301\u0308\u200b\u200f\u202e\u2066\u00ad\ud800\udfff\0\ufeff\ufffd\U0001f469\u200d\U0001f52c\u2028\u2029\x85\x0b\x0c\u00a0שלום سلام 中文。「」『』«»‹›„“”‘’'\"`"
WORDS = [
    "said", "Said", "says", "SAID", "according to", "in a statement", "adding that", "claimed", "that", "it is believed",
    "reportedly", "the ministry", "Mara Ellis", "İbrahim Ünal", "O'Brien", "he", "who", "“We", "go,”", "''we''", "and", "the",
    "hacker", "40 per cent", "because", ":", ",", ".", "?", "!", "…", "—", "-", "(", ")", "\n", "\n\n", "\r\n", "\r", "- ", "# ",
    "> ", "Photo:", "By Anna Roe", "2022-04-08", "*", "_", "[a](b)", "`x`",
]  # fmt: skip
MIXED = st.lists(st.sampled_from(WORDS) | st.sampled_from(ODD) | st.characters(exclude_categories=()), max_size=60)  # type: ignore[arg-type]


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(ANY, st.sampled_from(["text", "markdown"]))
@example("\0", "text")
@example("\ud800 said Ellis.", "text")
@example("“", "text")
@example(":", "text")
@example("said", "text")
@example(": said", "text")
@example("İ said İ that İ.", "text")
def test_any_text_is_read(text: str, format: str) -> None:
    report = try_(text, format)
    assume(report is not None)
    sound(report)  # type: ignore[arg-type]


@settings(max_examples=250, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(MIXED, st.sampled_from([" ", "", " \u200f"]), st.sampled_from(["text", "markdown"]))
def test_any_copy_is_read(pieces: list[str], joint: str, format: str) -> None:
    report = try_(joint.join(pieces), format)
    assume(report is not None)
    sound(report)  # type: ignore[arg-type]


@pytest.mark.parametrize("sample", PLAIN_SAMPLES, ids=lambda path: path.name)
def test_the_samples_are_read(sample: Path) -> None:
    report = lint(read_text(sample.read_text("utf-8"), sample.name), every_rule())
    assert report.attributions
    sound(report)


STRANGE = [
    (
        "İbrahim said that İzmir’s wall had failed.",
        "İbrahim",
        "a capital that grows when lowered, before and after",
    ),
    ("Élise Ört said that the wall had failed.", "Élise Ört", "capitals with accents"),
    ("José said that the wall had failed.", "José", "a combining accent"),
    ("Ellis\u00a0said that the wall had failed.", "Ellis", "a space that does not break"),
    ("Ellis said\u200b that the wall had failed.", "Ellis", "a space of no width"),
    ("\ufeffEllis said that the wall had failed.", "Ellis", "a byte order mark"),
    ("\u202aEllis\u202c said that the wall had failed.", "Ellis", "marks of direction"),
    ("🌊 Ellis said that the wall had failed.", "Ellis", "a picture"),
    (
        "In the long afternoon after the flood had gone down and the road was open, Mara\n"
        "Ellis said\nthat the wall had failed, and that it was old, as everybody in the town\nknew by then.",
        "Mara\nEllis",
        "wrapped lines",
    ),
]


@pytest.mark.parametrize(
    ("copy", "source", "why"),
    [pytest.param(*row, id=row[2]) if type(row) is tuple else row for row in STRANGE],
)
def test_strange_letters_hide_nobody(copy: str, source: str, why: str) -> None:
    (attribution,) = look(copy).attributions
    assert attribution.source is not None
    assert copy[attribution.source.start : attribution.source.end] == source, why


# Lines

STORY = """\
The hacker Dean Marlow took the files, it is believed.

Some experts say the wall was never sound, and of course the mayor's regime knew it.

- A source said the town lost 40 per cent of its trade because of the flood.
"""


def places(text: str) -> list[tuple[str, int, int]]:
    report = look(text)
    document = report.document
    return [(f.code, *document.line_column(document.to_file(f.span).start)) for f in report.findings]


@pytest.mark.parametrize("ending", ["\r\n", "\r"], ids=["CRLF", "CR"])
@pytest.mark.parametrize(
    "story", ["made for this", *PLAIN_SAMPLES], ids=lambda story: story if isinstance(story, str) else story.name
)
def test_line_ends_change_no_line_and_no_column(story: str | Path, ending: str) -> None:
    text = STORY if isinstance(story, str) else story.read_text("utf-8")
    unix = places(text)
    assert unix == places(text.replace("\n", ending))
    if isinstance(story, str):
        assert {line for _, line, _ in unix} == {1, 3, 5}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            [
                "The hacker Dean Marlow left.",
                "Experts say it fell.",
                "It fell.",
                "\r\n",
                "\r\n",
                "\n",
                "\r",
                "\u2028",
                "\x0c",
            ]
        ),
        max_size=20,
    )
)
def test_line_and_column_are_an_editors(pieces: list[str]) -> None:
    report = try_("".join(pieces))
    assume(report is not None and report.findings)
    sound(report)  # type: ignore[arg-type]


# The same again


@pytest.mark.parametrize("sample", PLAIN_SAMPLES, ids=lambda path: path.name)
def test_a_run_leaves_no_trace(sample: Path) -> None:
    text = sample.read_text("utf-8")
    first = look(text)
    look(STORY)
    assert look(text) == first


def test_a_paragraph_more_changes_no_span_before_it() -> None:
    longer = look(STORY + "\n\nThe tide turned at noon.\n")
    assert longer.attributions == look(STORY).attributions


# Patterns that would run for ever

ENDLESS = "{regex: '(?:\\w|\\s|\\w\\w)+#', needs: [stole]}"

LONG = " ".join(f"word{number}" for number in range(60))

COPY = f"The wall fell on Monday.\n\nHe stole {LONG}, # and so on. He stole it.\n\nHe stole {LONG}, # again. He robbed them."

#: Seconds that a run may take with a pattern that would take for ever; it is given up after a fraction of one.
BOUND = 5


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file beside a small house of rules, in place of the hundreds of patterns that ship."""
    (tmp_path / "house/profiles").mkdir(parents=True)
    (tmp_path / "house/profiles/recommended.yml").write_text("summary: All.\n", encoding="utf-8")
    (tmp_path / "house/patterns.yml").write_text(
        "cues:\n  - {lemma: say, forms: [say, says, said, saying], frames: [say]}\n"
        "patterns:\n  - id: source-says-that\n    template: '{source} {cue:say} that {content}'\n"
        "    examples: ['[Ellis]{source} [said]{cue} that [it fell]{content}.']\n    not_examples: ['Ellis fell.']\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(linter.rulebook, "rules_folder", lambda: tmp_path / "house")
    return tmp_path / "own.yml"


@pytest.mark.parametrize(
    ("where", "patterns", "unless"),
    [("a pattern", f"{ENDLESS}, robbed", "quoted"), ("a condition", "stole, robbed", "endless")],
    ids=["a pattern", "a condition"],
)
def test_an_endless_pattern_is_given_up_and_told(where: str, patterns: str, unless: str, small: Path) -> None:
    rule = RULE.replace("patterns: [stole]", f"patterns: [{patterns}]\n    unless: [{unless}]")
    small.write_text(f"{rule}conditions:\n  endless: {{patterns: [{ENDLESS}]}}\n", encoding="utf-8")
    book = load_rulebook(rule_files=[small], cache=False).narrowed(select=["ZZ101"])
    start = time.monotonic()
    report = lint(read_text(COPY), book)
    assert time.monotonic() - start < BOUND
    (problem,) = report.problems  # told once, however many sentences it was tried on
    assert problem.startswith("ZZ101: " if where == "a pattern" else "endless: ")
    assert "ran out of time at line 3" in problem
    found = [finding.start for finding in report.findings]
    assert COPY.index("robbed") in found, "the rest is done"
    if where == "a condition":
        assert len(found) == 4, "and every 'stole' stands, excused by nothing"


def test_an_endless_template_is_given_up_and_told(small: Path) -> None:
    small.write_text(
        "patterns:\n  - id: endless\n    template: '{source} {cue:say} "
        + "({gap:14} {name}) " * 40
        + "[zzz | yyy] {content}'\n    examples: ['[Ellis]{source} [said]{cue} zzz [it]{content}.']\n"
        "    not_examples: ['Ellis left.']\n",
        encoding="utf-8",
    )
    book = load_rulebook(rule_files=[small], cache=False)
    names = " ".join(["Anna Boe"] * 120)
    start = time.monotonic()
    report = lint(read_text(f"The wall fell.\n\nEllis said {names}, zzz fell.\n\nMoss said that it fell."), book)
    assert time.monotonic() - start < BOUND
    (problem,) = report.problems
    assert problem.startswith("endless: ") and "line 3" in problem
    assert [a.pattern for a in report.attributions] == ["source-says-that"], "the rest is done"
