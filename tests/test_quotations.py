"""Quotations: in the tables, ⟦ ⟧ stand around each quotation that must be found, marks inside."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.document import Document
from linter.readers import UnreadableError, read_text

FOUND = [
    ('⟦"We go,"⟧ he said.', "straight"),
    ("⟦“We go,”⟧ he said. ⟦“Now.”⟧", "curly"),
    ("⟦«We go»⟧, he said.", "guillemets"),
    ("⟦''We go,''⟧ he said. She called it ⟦''a mess''⟧.", "doubled single"),
    ("⟦``We go,''⟧ he said.", "doubled, typewriter style"),
    ("⟦‘We go,’⟧ he said.", "British, curly"),
    ("⟦'We go,'⟧ he said. ⟦'We don't know.'⟧", "British, straight, with an apostrophe"),
    ("⟦„Wir gehen“⟧, he said.", "German"),
    ("⟦“He said ⟦‘no’⟧ to me,”⟧ she said.", "single inside double"),
    ("⟦'He said ⟦\"no\"⟧ to me,'⟧ she said.", "double inside single"),
    ('⟦"He said ⟦"no"⟧ to me,"⟧ she said.', "straight inside straight"),
    ("⟦“He said ⟦“no”⟧ to me,”⟧ she said.", "curly inside curly"),
    ("⟦\"I heard him say ⟦'We go'⟧\"⟧, she said.", "both close together"),
    ("It's the dog's bone, and the boys' bones aren't theirs.", "apostrophes"),
    ("In the '90s he said 'tis o'clock; rock 'n' roll.", "elisions"),
    ("The class of ’68 and the ’90s, ’tis said.", "curly elisions"),
    ("Get 'em, he said of the brothers' car.", "an elision and a possessive are no pair"),
    ("⟦'The brothers' car is gone,'⟧ he said.", "a possessive inside a British quotation"),
    ("He called them ⟦'rogues'⟧ and left. The brothers' car stayed.", "a possessive after one"),
    ("She found the ⟦'best tactics'⟧ in a ⟦'big game'⟧.", "two short ones"),
    ("James' car hit O'Brien's.", "names"),
    ("They kept rockin' all night, ol' Joe and Jane.", "dropped letters"),
    ('He is 6\'2" tall and the pipe is 12" wide.', "feet and inches"),
    ('⟦"The 12" pipe broke,"⟧ he said.', "inches inside a quotation"),
    ('It was ⟦"in 2012"⟧ and ⟦"in 2013"⟧ too.', "a figure at the end of one"),
    ('He said:⟦"We go."⟧', "no space before"),
    ('He said,⟦"We go."⟧', "no space before, after a comma"),
    ("(⟦“We go”⟧)—⟦“now”⟧—he said.", "brackets and dashes around"),
    ('He said: ⟦" We go "⟧ and left.', "spaces inside"),
    ('⟦“We go,"⟧ he said. ⟦"Now,”⟧ she said.', "mixed marks"),
    ("⟦“We go,“⟧ he said.", "an opening mark that closes"),
    ("⟦”We go,”⟧ he said.", "a closing mark that opens"),
    ('We go," he said, and left.', "a stray closing mark"),
    ("We go,” he said, and left.", "a stray curly closing mark"),
    ('He said "" and left.', "nothing inside"),
    (
        '⟦"We go, he said.⟧ ⟦"We stay," she said.⟧'.replace('," she said.⟧', ',"⟧ she said.'),
        "never closed, then another",
    ),
    ("Police: ⟦'No comment'⟧ on dam", "a headline's single marks"),
]


@pytest.mark.parametrize(("copy", "why"), FOUND, ids=[why for _, why in FOUND])
def test_quotations_are_found(copy: str, why: str) -> None:
    text = copy.replace("⟦", "").replace("⟧", "")
    document = read_text(text)
    assert _quoted(document) == _marked(copy), why
    for quotation in document.quotations:
        assert quotation.depth == _depth(document, quotation.start, quotation.end), why


def test_inner_leaves_out_the_marks() -> None:
    document = read_text("''We go,'' he said. “Now.” 'No.'")
    assert [document.text[q.inner.start : q.inner.end] for q in document.quotations] == [
        "We go,",
        "Now.",
        "No.",
    ]


@pytest.mark.parametrize(("opens", "closes"), [("“", "”"), ('"', '"'), ("«", "»"), ("‘", "’"), ("''", "''")])
def test_a_quotation_over_paragraphs(opens: str, closes: str) -> None:
    """Each paragraph opens with a mark, only the last closes."""
    document = read_text(f"He said:\n\n{opens}We go now.\n\n{opens}We will be back.\n\n{opens}Wait,{closes} he said.")
    assert [(q.block, q.closed, q.continues) for q in document.quotations] == [
        (1, False, False),
        (2, False, True),
        (3, True, True),
    ]
    first = document.quotations[0]
    assert document.text[first.start : first.end] == f"{opens}We go now."


@pytest.mark.parametrize(("opens", "closes"), [("“", "”"), ('"', '"'), ("«", "»"), ("''", "''")])
def test_one_pair_of_marks_around_paragraphs(opens: str, closes: str) -> None:
    """Only the first paragraph opens, only the last closes: a statement given whole."""
    document = read_text(f"He said:\n\n{opens}We go now.\n\nWe will be back.\n\nWait for us.{closes}\n\nThey left.")
    text = document.text
    assert [(text[q.inner.start : q.inner.end], q.closed, q.continues) for q in document.quotations] == [
        ("We go now.", False, False),
        ("We will be back.", False, True),
        ("Wait for us.", True, True),
    ]


@pytest.mark.parametrize(
    "copy",
    [
        "“We go.\n\nThe dam failed.\n\n“We stay,” she said.",
        "“We go.\n\nThe dam failed.\n\nNobody was there.",
        "‘We go.\n\nThe dam failed.\n\nThe brothers’ car was found.",
        '"We go.\n\nThe dam failed.\n\nThe 12" pipe burst.',
        "“We go.\n\nThe dam failed.\n\nPhoto: Jane “Jo” Doe\n\nWe stay,” she said.",
        "“We go." + "\n\nThe dam failed." * 9 + "\n\nWe stay,” she said.",
    ],
)
def test_no_pair_of_marks_around_paragraphs(copy: str) -> None:
    """Nothing but a mark that can only close says that the paragraphs between are quoted."""
    assert all(quotation.block != 1 for quotation in read_text(copy).quotations)


def test_a_picture_between_two_paragraphs_of_a_speech() -> None:
    document = read_text("“We go now.\n\nPhoto: Jane Doe\n\n“We will be back,” he said.")
    assert [(q.closed, q.continues) for q in document.quotations] == [(False, False), (True, True)]


def test_a_mark_never_closed_ends_with_its_paragraph() -> None:
    document = read_text("He said: “We go.\n\nThe dam failed.\n\n“We stay,” she said.")
    assert _quoted(document) == ["“We go.", "“We stay,”"]
    assert [(q.closed, q.continues) for q in document.quotations] == [(False, False), (True, False)]


def test_a_new_quotation_does_not_continue_a_closed_one() -> None:
    document = read_text("“We go.”\n\n“We stay,” she said.")
    assert [(q.closed, q.continues) for q in document.quotations] == [(True, False), (True, False)]


MARKED = st.lists(
    st.sampled_from(
        [
            '"',
            "“",
            "”",
            "„",
            "'",
            "‘",
            "’",
            "''",
            "``",
            "«",
            "»",
            " ",
            " ",
            "a",
            "The",
            "dogs",
            "5",
            ".",
            ",",
            "(",
            ")",
            "—",
            "\n\n",
            "\n",
            "90s",
            "em",
            "n",
            "in",
            ":",
        ]
    ),
    max_size=50,
).map("".join)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(MARKED)
def test_quotations_are_sound(text: str) -> None:
    try:
        document = read_text(text)
    except UnreadableError:
        return
    previous = None
    open_ends: list[int] = []
    for quotation in document.quotations:
        block = document.blocks[quotation.block]
        assert block.start <= quotation.start < quotation.end <= block.end
        assert quotation.start <= quotation.inner.start <= quotation.inner.end <= quotation.end
        assert quotation.start < quotation.inner.start or quotation.continues
        assert quotation.closed == (quotation.inner.end < quotation.end)
        assert previous is None or (previous.start, -previous.end) < (quotation.start, -quotation.end)
        while open_ends and open_ends[-1] <= quotation.start:
            open_ends.pop()
        assert all(quotation.end <= end for end in open_ends), "an inner one lies inside the outer one"
        assert quotation.depth == len(open_ends)
        open_ends.append(quotation.end)
        previous = quotation


def _quoted(document: Document) -> list[str]:
    return [document.text[q.start : q.end] for q in document.quotations]


def _marked(copy: str) -> list[str]:
    found, stack, text = [], [], ""
    for char in copy:
        if char == "⟦":
            stack.append(len(text))
        elif char == "⟧":
            found.append((stack.pop(), len(text)))
        else:
            text += char
    return [text[start:end] for start, end in sorted(found)]


def _depth(document: Document, start: int, end: int) -> int:
    return sum((q.start, q.end) != (start, end) and q.start <= start and end <= q.end for q in document.quotations)
