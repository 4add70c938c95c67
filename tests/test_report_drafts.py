"""The report of a set of drafts: what is counted, and how it is set out."""

from __future__ import annotations

import csv
import weakref
from collections.abc import Iterator
from io import StringIO

import pytest

from linter.document import Span
from linter.findings import Attribution, Finding, Report, Severity, SourceKind, Speaker, Status
from linter.readers import read_text
from linter.report.desks import Desks
from linter.report.digest import Digest, attributed, digest, overview
from linter.report.draftrecords import record
from linter.report.drafts import draft_report, share

E, W, N = Severity.ERROR, Severity.WARNING, Severity.INFO


def draft(
    path: str, errors: int = 0, warnings: int = 0, speakers: tuple[tuple[str, int], ...] = (), words: int = 200
) -> Digest:
    rules = {("UA101", "accusation", int(E)): errors, ("AW301", "doubt", int(W)): warnings}
    return Digest(
        path,
        {Status.DIRECT: 2, Status.CARRIED: 1, Status.NONE: 5, Status.NOT_ASSERTION: 1},
        {SourceKind.PERSON: 3, SourceKind.ANONYMOUS: 1},
        {(name, SourceKind.PERSON): number for name, number in speakers},
        {key: number for key, number in rules.items() if number},
        words,
        steps={"": 1, "nothing": 1, "named": 2},
    )


LADDER = {"named": "by name", "role": "by role only", "nothing": "by neither name nor job"}


def test_a_draft_is_counted_by_status_kind_and_speaker() -> None:
    text = "Rain fell.\n\nHe left.\n\nWho knows?\n"
    document = read_text(text)
    one = Span(0, 4)
    attributions = (
        Attribution(one, SourceKind.PERSON, None, (), "a", 0, speaker=0),
        Attribution(one, SourceKind.PRONOUN, None, (), "a", 0, speaker=0),  # counts as whom it stands for
        Attribution(None, SourceKind.NONE, None, (), "a", 0, carried=True, speaker=0),
        Attribution(one, SourceKind.ANONYMOUS, None, (), "a", 0, step="role"),
    )
    speakers = (
        Speaker(0, "Mara Ellis", SourceKind.PERSON, (one,), 3),
        Speaker(1, "Ellis", SourceKind.PERSON, (one,), 0),  # mentioned, never heard
    )
    statuses = (Status.DIRECT, Status.CARRIED, Status.NOT_ASSERTION)
    finding = Finding("UA101", "accusation", E, "", 0, 4)
    found = digest("a.txt", Report(document, attributions, speakers, statuses, (finding, finding)))
    assert found.kinds == {SourceKind.PERSON: 3, SourceKind.ANONYMOUS: 1}
    assert found.speakers == {("Mara Ellis", SourceKind.PERSON): 3}
    assert found.steps == {"": 3, "role": 1}
    assert found.rules == {("UA101", "accusation", 3): 2}
    assert attributed(found.statuses) == 2 and found.words == 6
    [counts] = overview([found]).drafts
    assert counts.severity(E) == 2 and counts.severity(W) == 0 and round(counts.density, 1) == 333.3


def test_the_report_adds_up_and_sorts_the_worst_first() -> None:
    drafts = [
        draft("b.txt", errors=1, speakers=(("Li", 2), ("Zhao", 2)), words=90),
        draft("a.txt", errors=1, warnings=3, speakers=(("Zhao", 1), ("Abel", 3)), words=1000),
        draft("c.txt"),
        draft("d.txt", warnings=2),
    ]
    assert draft_report(overview(drafts, ladder=LADDER)) == (
        "drafts           4, 1,490 words\n"
        "sentences        36, of which 32 assertions\n"
        "attributed       38% of assertions (8 direct, 0 indirect, 4 carried, 0 vague)\n"
        "own voice        62% of assertions\n"
        "named sources    75% of 16 attributions\n"
        "unnamed sources  25% of 16 attributions\n"
        "\n"
        "Findings by rule\n"
        "\n"
        "code    name          errors    warnings    notes    all    per 1,000\n"
        "------  ----------  --------  ----------  -------  -----  -----------\n"
        "AW301   doubt              0           5        0      5          3.4\n"
        "UA101   accusation         2           0        0      2          1.3\n"
        "\n"
        "Findings by draft\n"
        "\n"
        "draft      attributed    named    unnamed    errors    warnings    notes    per 1,000\n"
        "-------  ------------  -------  ---------  --------  ----------  -------  -----------\n"
        "a.txt             38%      75%        25%         1           3        0          4.0\n"
        "b.txt             38%      75%        25%         1           0        0         11.1\n"
        "d.txt             38%      75%        25%         0           2        0         10.0\n"
        "c.txt             38%      75%        25%         0           0        0          0.0\n"
        "\n"
        "Most findings per 1,000 words (drafts of 100 words or more)\n"
        "\n"
        "draft      per 1,000    findings    words\n"
        "-------  -----------  ----------  -------\n"
        "d.txt           10.0           2      200\n"
        "a.txt            4.0           4    1,000\n"
        "\n"
        "Most quoted\n"
        "\n"
        "speaker    kind      statements    drafts\n"
        "---------  ------  ------------  --------\n"
        "Abel       person             3         1\n"
        "Zhao       person             3         2\n"
        "Li         person             2         1\n"
        "\n"
        "Sources by kind\n"
        "\n"
        "kind         attributions    share\n"
        "---------  --------------  -------\n"
        "person                 12      75%\n"
        "anonymous               4      25%\n"
        "\n"
        "How sources are known, best first\n"
        "\n"
        "known                      attributions    share\n"
        "-----------------------  --------------  -------\n"
        "by name                               8      50%\n"
        "by neither name nor job               4      25%\n"
        "cannot be told                        4      25%\n"
    )


DESKS = [
    # --desk, folders of the run, path, desk
    ([], ["drafts"], "drafts/sport/cup/final.txt", "sport"),
    ([], ["./drafts/"], "./drafts/sport/final.txt", "sport"),
    ([], ["drafts"], "drafts/final.txt", ""),
    ([], ["drafts"], "wire/final.txt", ""),
    ([], ["."], "./sport/final.txt", "sport"),
    ([], ["."], "./final.txt", ""),
    ([], ["/x"], "/x/sport/final.txt", "sport"),
    ([], ["drafts/sport", "drafts/town"], "drafts/sport/cup/final.txt", "drafts/sport"),
    ([], ["drafts", "drafts/town"], "drafts/town/fair.txt", "drafts/town"),
    ([], [], "sport/final.txt", ""),
    ([("Sport", "drafts/sport")], ["drafts"], "drafts/sport/cup/final.txt", "Sport"),
    ([("Sport", "./drafts/sport/")], ["drafts"], "drafts/sport/final.txt", "Sport"),
    ([("Sport", "drafts/sport")], ["drafts"], "drafts/sports.txt", ""),
    ([("Cup", "*/cup/*"), ("Sport", "drafts/sport/*")], [], "drafts/sport/cup/final.txt", "Cup"),
    ([("Cup", "*/cup/*"), ("Sport", "drafts/sport/**")], [], "drafts/sport/final.txt", "Sport"),
    ([("Town", "drafts/town")], ["drafts"], "drafts/sport/final.txt", ""),
]


@pytest.mark.parametrize(("named", "folders", "path", "desk"), DESKS)
def test_a_desk_is_what_the_user_says_or_a_folder(
    named: list[tuple[str, str]], folders: list[str], path: str, desk: str
) -> None:
    assert Desks(named, folders).of(path) == desk


def test_desks_are_summed_up_each_by_itself() -> None:
    drafts = [
        draft("d/town/a.txt", errors=1),
        draft("d/b.txt"),
        draft("d/sport/c.txt", warnings=1),
        draft("d/town/e.txt"),
    ]
    whole = overview(drafts, Desks((), ["d"]).of)
    assert (
        "By desk\n\n"
        "desk         drafts    attributed    named    unnamed    errors    warnings    notes    per 1,000\n"
        "---------  --------  ------------  -------  ---------  --------  ----------  -------  -----------\n"
        "sport             1           38%      75%        25%         0           1        0          5.0\n"
        "town              2           38%      75%        25%         1           0        0          2.5\n"
        "(no desk)         1           38%      75%        25%         0           0        0          0.0\n"
    ) in draft_report(whole)
    told = record(whole)
    assert [(desk["name"], desk["files"], desk["words"], desk["error"]) for desk in told["desks"]] == [
        ("", 1, 200, 0),
        ("sport", 1, 200, 0),
        ("town", 2, 400, 1),
    ]
    for key in ("words", "sentences", "assertions", "attributed", "attributions", "named", "unnamed"):
        assert sum(desk[key] for desk in told["desks"]) == sum(one[key] for one in told["drafts"]) == told[key]
    assert "By desk" not in draft_report(overview(drafts))
    assert "By desk" in draft_report(whole, "html") and "(no desk)" in draft_report(whole, "html")


def test_csv_has_a_row_a_draft_and_no_formula() -> None:
    text = draft_report(
        overview([draft("=b,1.txt", errors=1), draft("a.txt", words=0)], lambda path: "town"), "csv", top=1
    )
    header, *rows = csv.reader(StringIO(text))
    assert [dict(zip(header, row, strict=True))["path"] for row in rows] == ["'=b,1.txt", "a.txt"]
    assert dict(zip(header, rows[0], strict=True)) == {
        "path": "'=b,1.txt", "desk": "town", "words": "200", "sentences": "9", "assertions": "8", "attributed": "3",
        "attributions": "4", "named": "3", "unnamed": "1", "error": "1", "warning": "0", "info": "0",
        "per_1000_words": "5.0", "genre": "news",
    }  # fmt: skip


def test_no_more_is_kept_of_a_draft_than_its_row() -> None:
    """Memory stays flat over many drafts: speakers and rules are summed up as the drafts come."""
    kept: list[weakref.ref[object]] = []

    class Speakers(dict[tuple[str, SourceKind], int]):
        """A mapping that tells whether it is still there."""

    def coming() -> Iterator[Digest]:
        for number in range(5):
            speakers = Speakers({(f"Speaker {number}", SourceKind.PERSON): 1})
            kept.append(weakref.ref(speakers))
            yield draft(f"{number}.txt")._replace(speakers=speakers)
            del speakers
            assert sum(one() is not None for one in kept) <= 1

    whole = overview(coming())
    assert len(whole.drafts) == len(whole.speakers) == 5


def test_long_lists_are_cut_and_say_so_but_not_in_json() -> None:
    whole = overview([draft(f"{number:02}.txt", speakers=((f"Speaker {number}", 1),)) for number in range(30)])
    text = draft_report(whole, top=4)
    assert "03.txt" in text and "04.txt" not in text and text.count("and 26 more (--top 0 shows all)") == 2
    assert "29.txt" in draft_report(whole, top=0) and "more (" not in draft_report(whole, top=0)
    assert len(record(whole)["drafts"]) == len(record(whole)["speakers"]) == 30


def test_markdown_cells_keep_to_their_column() -> None:
    text = draft_report(overview([draft("a|b.txt")]), "markdown")
    assert "| a\\|b.txt |" in text and "## Findings by rule\n\nNone.\n" in text


def test_a_share_of_nothing_is_a_dash() -> None:
    assert (share(1, 3), share(0, 4), share(0, 0)) == ("33%", "0%", "-")
