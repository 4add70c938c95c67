"""The report of a set of drafts: what is counted, and how it is set out."""

from __future__ import annotations

from linter.document import Span
from linter.findings import Attribution, Finding, Report, Severity, SourceKind, Speaker, Status
from linter.readers import read_text
from linter.report.digest import Digest, attributed, digest, overview
from linter.report.drafts import draft_report, record, share

E, W, N = Severity.ERROR, Severity.WARNING, Severity.INFO


def draft(path: str, errors: int = 0, warnings: int = 0, speakers: tuple[tuple[str, int], ...] = ()) -> Digest:
    rules = {("UA101", "accusation", int(E)): errors, ("AW301", "doubt", int(W)): warnings}
    return Digest(
        path,
        {Status.DIRECT: 2, Status.CARRIED: 1, Status.NONE: 5, Status.NOT_ASSERTION: 1},
        {SourceKind.PERSON: 3, SourceKind.ANONYMOUS: 1},
        {(name, SourceKind.PERSON): number for name, number in speakers},
        {key: number for key, number in rules.items() if number},
    )


def test_a_draft_is_counted_by_status_kind_and_speaker() -> None:
    text = "Rain fell.\n\nHe left.\n\nWho knows?\n"
    document = read_text(text)
    one = Span(0, 4)
    attributions = (
        Attribution(one, SourceKind.PERSON, None, (), "a", 0, speaker=0),
        Attribution(one, SourceKind.PRONOUN, None, (), "a", 0, speaker=0),  # counts as whom it stands for
        Attribution(None, SourceKind.NONE, None, (), "a", 0, carried=True, speaker=0),
        Attribution(one, SourceKind.ANONYMOUS, None, (), "a", 0),
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
    assert found.rules == {("UA101", "accusation", 3): 2}
    assert attributed(found.statuses) == 2 and found.severity(E) == 2 and found.severity(W) == 0


def test_the_report_adds_up_and_sorts_the_worst_first() -> None:
    drafts = [
        draft("b.txt", errors=1, speakers=(("Li", 2), ("Zhao", 2))),
        draft("a.txt", errors=1, warnings=3, speakers=(("Zhao", 1), ("Abel", 3))),
        draft("c.txt"),
    ]
    assert draft_report(overview(drafts)) == (
        "drafts           3\n"
        "sentences        27, of which 24 assertions\n"
        "attributed       38% of assertions (6 direct, 0 indirect, 3 carried, 0 vague)\n"
        "own voice        62% of assertions\n"
        "named sources    75% of 12 attributions\n"
        "unnamed sources  25% of 12 attributions\n"
        "\n"
        "Findings by rule\n"
        "\n"
        "code    name          errors    warnings    notes    all\n"
        "------  ----------  --------  ----------  -------  -----\n"
        "AW301   doubt              0           3        0      3\n"
        "UA101   accusation         2           0        0      2\n"
        "\n"
        "Findings by draft\n"
        "\n"
        "draft      assertions  attributed      errors    warnings    notes\n"
        "-------  ------------  ------------  --------  ----------  -------\n"
        "a.txt               8  38%                  1           3        0\n"
        "b.txt               8  38%                  1           0        0\n"
        "c.txt               8  38%                  0           0        0\n"
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
        "kind         attributions  share\n"
        "---------  --------------  -------\n"
        "person                  9  75%\n"
        "anonymous               3  25%\n"
    )


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
