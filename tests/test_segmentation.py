"""Where sentences end: tables of copy through `read_text`, then any text at all."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.document import Document, Zone
from linter.readers import UnreadableError, read_text
from linter.segmentation import default_conventions
from linter.segmentation.conventions import ConventionsError, compile_conventions

RELAXED = settings(deadline=None, derandomize=True, max_examples=150)

#: "|" stands where a sentence ends.
BOUNDARIES = [
    ("The dam failed.| Nobody was hurt.", "full stops end sentences"),
    ("Mr. Smith met Mrs. Jones.| They spoke.", "titles do not"),
    ("Gen. Wei and Lt. Col. Ann Roe arrived.| Sen. Pat Doe left.", "military and political titles"),
    ("The U.S. Navy sent ships.| It left the U.S. Navy yard.", "initials before a name"),
    ("It was made in the U.S.| The ships left.", "initials before a word that opens sentences"),
    ("It began at 5 p.m.| He left at 6 a.m. on Friday.", "hours"),
    ("Acme Inc. fell.| Acme Inc. Chairman Ann Roe quit.| He sold Acme Inc.| The price fell.", "firms"),
    ("He lives on St. Louis Ave. near Mt. Doe.| See fig. 3.", "places"),
    ("Rule No. 5 stands.| The answer is no.| He left.", "number signs only before figures"),
    ("It opens Jan. 5.| It closed in Jan.| The rest is open.", "months before a day"),
    ("R. K. Singh and J.K. Rowling spoke.| They left.", "initials of names"),
    ("It rose 3.5 percent to $2.10.| Then it fell.", "decimals"),
    ("He paused ... and went on.| He stopped… then left.", "ellipses before small letters"),
    ("He was tired...| The end was near.", "ellipsis before a word that opens sentences"),
    ("See www.example.com for more.| Write to a.b@example.org.| He did.", "addresses"),
    ('"I am.| You are," she said.', "sentences inside a quotation"),
    ('"Is it?" she asked.| "It is."| He left.', "a question inside its sentence"),
    ('"Go!"| He left.', "a cry, then a new sentence"),
    ('"Is it?" Smith asked.| He left.', "a question and the name of who asks"),
    ("“Is it?” Mr. Smith asked.| He left.", "a question and a title"),
    ("He called it ‘a mess’.| She called it ‘a joke.’| Both left.", "stops inside and outside of marks"),
    ("He left (he said).| (She stayed.)| Then it rained.", "brackets"),
    ("What?!| No one knew.", "marks in a row"),
    ("He left; she stayed; it rained.| Done.", "semicolons do not end sentences"),
    ("It was City vs. United.| They drew.", "versus"),
    ("Sales rose.| iPhone sales fell.", "a name that starts small"),
    ("Sales rose.| 20 people left.| $5 was lost.", "figures and money open sentences"),
    ("The then-Sen. Pat Doe voted.| Aye.", "a title after a hyphen"),
    ("The report[1] was late.[2]| Nobody minded.", "reference marks"),
    ("« Il est là. »| He said it twice.", "guillemets with a space"),
    ("He has a Ph.D. in law, e.g. Roman law, etc. and more.| Good.", "abbreviations in mid-sentence"),
    ("Yahoo! Inc. fell.| It rose!| It fell.", "names with a mark"),
]


@pytest.mark.parametrize(("copy", "why"), BOUNDARIES, ids=[why for _, why in BOUNDARIES])
def test_sentences_end(copy: str, why: str) -> None:
    document = read_text(copy.replace("|", ""))
    expected = [part.strip() for part in copy.split("|")]
    assert _sentences(document) == expected, why


def test_a_block_ends_a_sentence() -> None:
    document = read_text("He said it was\n\nthe end of it all, and left the room.")
    assert _sentences(document) == ["He said it was", "the end of it all, and left the room."]


def test_numbered_lines_are_not_cut_after_their_number() -> None:
    document = read_text("The winners were told on Monday by the mayor.\n\n1. Ann Roe\n\n2. Pat Doe won. He left.")
    assert _sentences(document)[1:] == ["1. Ann Roe", "2. Pat Doe won.", "He left."]


def test_furniture_is_one_unit() -> None:
    document = read_text("The bridge in the storm. Photo: J. K. Doe\n\nIt fell on Monday, police said.")
    credit = [s for s in document.sentences if s.zone is Zone.CREDIT]
    assert [document.text[s.start : s.end] for s in credit] == ["Photo: J. K. Doe"]


@pytest.mark.parametrize(
    "unit",
    ['"a. ', ". ", "(", '"', "...", " ", "A. B", "'a ", "« “", "\n", "-\n", "Photo:", "A ", "By A ", "“a ” "],
)
def test_long_lines_of_odd_marks_are_read_in_time(unit: str) -> None:
    """Hang, rather than fail, if a pattern backtracks: a fifth of a megabyte of what does it."""
    document = read_text("Start " + unit * (200_000 // len(unit)))
    assert document.sentences


def test_conventions_survive_pickling() -> None:
    copy = "Dam fails\n\nBy Jane Doe\n\nLONDON (AP) — Mr. Roe left. He said 'no'."
    again = pickle.loads(pickle.dumps(default_conventions()))
    assert read_text(copy, conventions=again) == read_text(copy)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"sentences": {"never_ends": ["Mr"]}}, "did you mean 'never_end'"),
        ({"sentense": {}}, "did you mean 'sentences'"),
        ({"sentences": {"starters": [False]}}, "quotation marks"),
        ({"sentences": {"starters": "The"}}, "list of words"),
        ({"zones": {"byline": ["(by"]}}, "cannot compile"),
        ({"zones": {"byline": ["by {nam}"]}}, "no piece is called {nam}"),
        ({"pieces": {"a": "{b}", "b": "{a}"}, "zones": {"byline": ["{a}"]}}, "circles"),
        ([], "must hold keys"),
    ],
)
def test_a_bad_segmentation_file_is_refused(data: object, message: str) -> None:
    with pytest.raises(ConventionsError, match=message.replace("{", r"\{")):
        compile_conventions([data])  # type: ignore[list-item]


def test_an_extension_adds_words() -> None:
    import yaml

    with open("rules/language/en/segmentation.yml", encoding="utf-8") as file:
        base = yaml.safe_load(file)
    copy = "He met Gosp. Ivanov. Then he left."
    assert len(_sentences(read_text(copy))) == 3
    extended = compile_conventions([base, {"sentences": {"never_end": ["Gosp"]}}])
    assert _sentences(read_text(copy, conventions=extended)) == ["He met Gosp. Ivanov.", "Then he left."]


def test_no_words_at_all_still_split() -> None:
    document = read_text("The dam failed. Nobody was hurt.", conventions=compile_conventions([{}]))
    assert _sentences(document) == ["The dam failed.", "Nobody was hurt."]


NEWSY = st.lists(
    st.sampled_from(
        [
            "The",
            "dam",
            "Mr.",
            "U.S.",
            "said",
            '"',
            "“",
            "”",
            "'",
            "‘",
            "’",
            ".",
            "?",
            "!",
            "…",
            " ",
            " ",
            "\n",
            "\n\n",
            "\r\n",
            "—",
            "(",
            ")",
            "Photo:",
            "By",
            "Jane",
            "Doe",
            "LONDON",
            "(AP) —",
            "5",
            "May",
            "2021",
            ",",
            "''",
            "«",
            "»",
            "\x00",
            "\u00a0",
            "- ",
            "https://a.b",
            "\ufeff",
            "é",
            "😀",
            "\u2028",
        ]
    ),
    max_size=60,
).map("".join)


@RELAXED
@given(NEWSY | st.text(max_size=200))
def test_any_text_is_divided_soundly(text: str) -> None:
    document = _read_or_none(text)
    if document is None:
        return
    assert document.text == text
    assert document.pieces == ()
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(text)
        end = block.end
    end = 0
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert end <= sentence.start < sentence.end <= block.end
        assert sentence.start >= block.start
        assert sentence.zone is block.zone
        words = text[sentence.start : sentence.end]
        assert words == words.strip()
        end = sentence.end
    held = {s.block for s in document.sentences}
    assert held == set(range(len(document.blocks))), "each block holds a sentence"


@RELAXED
@given(NEWSY.map(lambda text: text.replace("\r\n", "\n")))
def test_line_ends_do_not_change_the_sentences(text: str) -> None:
    plain = _read_or_none(text)
    for line_end in ("\r\n", "\r"):
        other = _read_or_none(text.replace("\n", line_end))
        if plain is None or other is None:
            assert plain is other
            continue
        assert [s.replace(line_end, "\n") for s in _sentences(other)] == _sentences(plain)
        assert [b.zone for b in other.blocks] == [b.zone for b in plain.blocks]


def _sentences(document: Document) -> list[str]:
    return [document.text[s.start : s.end] for s in document.sentences]


def _read_or_none(text: str) -> Document | None:
    try:
        return read_text(text)
    except UnreadableError:
        return None
