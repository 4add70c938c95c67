"""Headlines held against the body: what stands in our own voice on top, and is somebody's below."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers_cli import run

#: The body gives all of it to an auditor.
BODY = (
    "OLM — {lead} on Monday, Lena Ruiz, the council's auditor, said in a report.\n\nThe council will meet on Friday.\n"
)

FLAGGED = [
    ("Mayor stole £4,000 from charity", "The mayor of Olm took £4,000 from a children's charity"),
    ("Mayor Dean Marlow Stole $4,000 From Charity", "Mayor Dean Marlow took $4,000 from a children's charity"),
    ("Firm poisoned river", "A paint firm let solvents into the river"),
    ("Council wasted £2m on bridge", "The council threw away £2m on the new bridge"),
    ("Hospital covered up baby deaths", "Managers at the hospital hid the deaths of nine babies"),
    ("Minister took bribes from builder", "The minister was given bribes by a builder"),
    ("Factory dumped waste in Tarn river", "The factory let waste into the river at Tarn"),
    ("Bank cheated widows of savings", "The bank cheated widows out of their savings"),
    ("Chief constable is corrupt", "The chief constable is a corrupt man"),
    ("Russia poisoned dissident", "Russia poisoned the dissident"),
]

SILENT = [
    ("Mayor stole £4,000 from charity, auditor says", "The mayor of Olm took £4,000 from a charity", "says who"),
    ("Auditor: Mayor stole £4,000 from charity", "The mayor of Olm took £4,000 from a charity", "a colon"),
    ("Mayor ‘stole £4,000 from charity’", "The mayor of Olm took £4,000 from a charity", "single marks"),
    ("Mayor 'stole £4,000 from charity'", "The mayor of Olm took £4,000 from a charity", "straight marks"),
    ("Mayor charged with stealing £4,000", "The mayor of Olm was charged", "a charge"),
    ("Mayor jailed for stealing £4,000", "The mayor of Olm took £4,000", "a sentence"),
    ("Did mayor steal £4,000?", "The mayor of Olm took £4,000", "a question"),
    ("Mayor accused of lying to council", "The mayor of Olm lied to the council", "accused"),
    ("Thieves stole £4,000 from charity", "Thieves took £4,000 from a charity", "nobody known"),
    ("Police hunt man who raped student", "A man raped a student", "nobody known"),
    ("Girl abducted by neighbour", "A neighbour abducted a girl", "the passive"),
    ("Woman poisoned at village fair", "A woman was poisoned at the fair", "the passive"),
    ("Singer stole the show at fair", "A singer stole the show", "a manner of speaking"),
    ("Striker stole late win for City", "The striker stole a late win", "sport"),
    ("Storm wrecked the pier", "The storm wrecked the pier", "a plain cause"),
    ("Council approves new bridge", "The council approved the bridge", "no claim"),
]


def found(tmp_path: Path, draft: str, code: str = "ST404") -> list[dict[str, object]]:
    """Return the findings of one rule in a draft."""
    path = tmp_path / "draft.txt"
    path.write_text(draft, "utf-8")
    answer = json.loads(run("lint", "--select", code, "--format", "json", path).out)
    return [finding for file in answer["files"] for finding in file["findings"]]


@pytest.mark.parametrize(("headline", "lead"), FLAGGED)
def test_a_headline_that_accuses_where_the_body_has_it_from_somebody(tmp_path: Path, headline: str, lead: str) -> None:
    (finding,) = found(tmp_path, f"{headline}\n\n{BODY.format(lead=lead)}")
    assert finding["start"] == 0 and finding["end"] == len(headline)
    assert finding["severity"] == "warning"
    assert "the body has it from Lena Ruiz" in str(finding["message"])


@pytest.mark.parametrize(("headline", "lead", "why"), SILENT)
def test_a_headline_that_is_all_right(tmp_path: Path, headline: str, lead: str, why: str) -> None:
    assert not found(tmp_path, f"{headline}\n\n{BODY.format(lead=lead)}"), why


CHARGED = "OLM — The town clerk was charged on Monday with taking bribes from a builder.\n"
CONVICTED = "OLM — The town clerk was convicted on Monday of taking bribes from a builder.\n"
ELSE = "OLM — The council met on Monday. It will meet again in May.\n"


@pytest.mark.parametrize(
    ("body", "flags", "why"),
    [
        (CHARGED, True, "a charge is no conviction"),
        (CHARGED + "\nIf convicted, he faces nine years.\n", True, "nor is one that may come"),
        (ELSE, True, "the body says nothing of it"),
        (CONVICTED, False, "a court has ruled"),
        ("OLM — The town clerk admitted taking bribes from a builder.\n", False, "it is admitted"),
        (
            "OLM — The town clerk took bribes from a builder for years.\n",
            False,
            "the body says it too: that is UA101's",
        ),
    ],
)
def test_what_the_body_must_tell(tmp_path: Path, body: str, flags: bool, why: str) -> None:
    assert bool(found(tmp_path, f"Clerk took bribes from builder\n\n{body}")) is flags, why


def test_less_than_an_accusation_is_told_of_only_where_the_body_gives_it_to_somebody(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, "Bypass will cost 400 jobs\n\n" + BODY.format(lead="The bypass would cost 400 jobs"))
    assert finding["severity"] == "info"
    assert not found(tmp_path, "Bypass will cost 400 jobs\n\n" + ELSE)


@pytest.mark.parametrize("genre", ["opinion", "sport", "release"])
def test_other_copy_is_left_alone(tmp_path: Path, genre: str) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("Firm poisoned river\n\n" + BODY.format(lead="A firm poisoned the river"), "utf-8")
    assert "ST404" not in run("lint", "--genre", genre, path).out
    assert "ST404" in run("lint", "--genre", "news", path).out
