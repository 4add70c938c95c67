"""What the rest of a story does for a sentence: a paper in hand, a reporter who saw it, words that somebody has said."""

from __future__ import annotations

import pytest

import linter

FIGURE = "The valley is emptying. 40 percent of young families have left"
THEFT = "Rowan Hale bribed the engineer and hid the cracks."
LEAD = "The shameful ferry timetable cuts emptied two classes."

#: Copy, the code of a rule, and whether it speaks.
STORIES = [
    # A paper in hand: its account goes on to the end of the paragraph, or to whoever speaks next.
    ("nobody says so", f"The town met on Monday. {THEFT}", "UA101", True),
    ("a filing goes on", f"The lawsuit says the wall was thin. {THEFT}", "UA101", False),
    ("two sentences on", f"According to the indictment, the wall was thin. It fell in May. {THEFT}", "UA101", False),
    ("not into the next paragraph", f"The lawsuit says the wall was thin.\n\n{THEFT}", "UA101", True),
    ("somebody speaks between", f"The lawsuit says the wall was thin. Ann Roe said she was sorry. {THEFT}", "UA101", True),
    ("a web page is no account", f"The firm's website says the wall was thin. {THEFT}", "UA101", True),
    # A reporter saw it.
    ("nobody counted", f"{FIGURE}. The school was built in 1970.", "UA105", True),
    ("a reporter counted", f"{FIGURE}. A Herald reporter counted the dark houses on Monday.", "UA105", False),
    ("seen by one", f"{FIGURE}. The dark houses were counted by a reporter for this paper.", "UA105", False),
    ("one who did not look", f"{FIGURE}. A Herald reporter rang the mayor.", "UA105", True),
    ("one in another paragraph", f"{FIGURE}.\n\nA Herald reporter counted the boats.", "UA105", True),
    # The same words were somebody's before.
    ("told with its source before", f"{FIGURE}, the council said.\n\nIt rained.\n\n{FIGURE}.", "UA105", False),
    ("another figure was", f"{FIGURE}, the council said.\n\nIt rained.\n\n{FIGURE.replace('40', '60')}.", "UA105", True),
    ("told only after", f"{FIGURE}.\n\nIt rained.\n\n{FIGURE}, the council said.", "UA105", True),
]  # fmt: skip


@pytest.mark.parametrize(("what", "copy", "code", "speaks"), STORIES, ids=[row[0] for row in STORIES])
def test_what_stands_elsewhere(what: str, copy: str, code: str, speaks: bool) -> None:
    assert (code in {finding.code for finding in linter.lint_text(copy).findings}) == speaks


@pytest.mark.parametrize(
    ("body", "severity"),
    [
        ("Ida Marsh said that she liked the sea.", "warning"),
        # Three words of the lead are somebody's, further down.
        ("Ida Marsh said the timetable cuts had driven families away and emptied two classes.", "info"),
    ],
    ids=["nobody", "the next paragraph"],
)
def test_a_lead_weighs_less_where_it_is_backed(body: str, severity: str) -> None:
    [finding] = linter.lint_text(f"Ferry cuts\n\n{LEAD}\n\n{body}", select="UA108").findings
    assert finding.severity.label == severity


def parts(copy: str, code: str) -> dict[str, float]:
    [found] = [finding for finding in linter.lint_text(copy, select=code).findings if finding.code == code]
    assert found.strength and abs(sum(p.value for p in found.strength.parts) - found.strength.total) < 1e-4
    return {part.name: part.value for part in found.strength.parts}


ACCUSED = "Rowan Hale bribed the harbour engineer and then secretly hid the cracks in the northern wall."

REACH = [
    ("nothing", "Ann Roe said that she liked the sea.", set()),
    ("before", "Ann Roe said the engineer hid cracks in the northern wall.", {"told-before"}),
    ("two words are too few", "Ann Roe said the engineer had seen the cracks.", set()),
    ("names do not count", "Ann Roe said Rowan Hale knew Harbour Street.", set()),
    ("our own voice does not count", "The engineer knew of cracks in the northern wall.", set()),
    ("quoted", '"They hid the cracks in the northern wall from every engineer," Ann Roe said.', {"told-before"}),
]


@pytest.mark.parametrize(("what", "other", "names"), REACH, ids=[row[0] for row in REACH])
def test_a_sum_tells_what_was_told_elsewhere(what: str, other: str, names: set[str]) -> None:
    before = parts(f"{other}\n\nIt rained on Monday.\n\n{ACCUSED}", "UA101")
    assert {name for name in before if name.startswith("told-")} == names
    after = parts(f"{ACCUSED}\n\nIt rained on Monday.\n\n{other}", "UA101")
    assert {name for name in after if name.startswith("told-")} == {n.replace("before", "later") for n in names}
    assert all(value < 0 for name, value in (before | after).items() if name.startswith("told-"))


#: What a whole story is like, in a trait of each of its sentences; of a brief it is hardly known.
SHARES = [
    (
        "public-life",
        "It rained at Olm. The river rose. A tree fell.",
        "The mayor met voters. The council debated the budget. MPs voted.",
    ),
    (
        "sourced-story",
        "It rained at Olm. The river rose. A tree fell.",
        "It rained, Ann Roe said. The river rose, Roe said. A tree fell, she said.",
    ),
]


@pytest.mark.parametrize(("trait", "less", "more"), SHARES, ids=[row[0] for row in SHARES])
def test_a_sum_tells_what_the_whole_story_is_like(trait: str, less: str, more: str) -> None:
    amounts = [abs(parts(f"{copy}\n\n{ACCUSED}", "UA101").get(trait, 0)) for copy in (less * 3, less, more, more * 3)]
    assert amounts == sorted(set(amounts))


def test_a_word_may_have_letters_of_any_alphabet() -> None:
    stolen = "the żurawina, the kołacze and the śliwowica"
    before = parts(f"Ann Roe said {stolen} were gone.\n\nIt rained.\n\nRowan Hale stole {stolen}.", "UA101")
    assert "told-before" in before


def test_a_headline_in_capitals_is_known_by_its_words(tmp_path: pytest.TempPathFactory) -> None:
    """A newsroom's own rule on headlines can ask whether the body has somebody say it."""
    own = f"{tmp_path}/own.yml"
    rule = (
        "rules:\n  - {code: ZZ101, name: headline-claim, severity: warning, catches: a, message: a, why: a, fix: a, "
        "based_on: nobody, zones: [headline], patterns: [poisoned], unless: [told-later], "
        'examples: {fail: ["Firm [Poisoned]{match} River Near Village School\\n\\nIt rained."], pass: ["It rained."]}}\n'
    )
    with open(own, "w", encoding="utf-8") as file:
        file.write(rule)
    told = linter.load_rulebook(rules=own, select="ZZ101")
    head = "Firm Poisoned River Near Village School\n\n"
    backed = head + "The firm poisoned the river above the village, the regulator said."
    assert [f.code for f in linter.lint_text(head + "It rained on Monday.", rulebook=told).findings] == ["ZZ101"]
    assert linter.lint_text(backed, rulebook=told).findings == ()
