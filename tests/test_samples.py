"""The samples: news copy written for this project, and every finding that an editor agreed with.

When a rule changes, read what changes here. `python -m pytest tests/test_samples.py --update-samples` writes
the new findings to samples/expected/, and `git diff samples/expected` shows them.
"""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import pytest
from helpers_cli import ROOT, SAMPLES, run


def expected_path(sample: Path) -> Path:
    return ROOT / "samples" / "expected" / f"{sample.stem}.json"


def findings(sample: Path) -> list[dict[str, object]]:
    """Return what `saysso analyze` finds in a sample, with the words each finding stands at."""
    done = run("analyze", "--format", "jsonl", str(sample))
    assert done.status == 0, done.err
    text = sample.read_bytes().decode("utf-8")
    return [
        {
            "code": f["code"],
            "severity": f["severity"],
            "line": f["line"],
            "match": text[f["start"] : f["end"]],
        }
        for f in json.loads(done.out)["findings"]
    ]


def lines(found: list[dict[str, object]]) -> list[str]:
    """Return findings as lines to read and to compare."""
    return [f"{f['line']:>3}  {f['severity']:<7}  {f['code']}  {f['match']}" for f in found]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_sample(sample: Path, request: pytest.FixtureRequest) -> None:
    found, path = findings(sample), expected_path(sample)
    if request.config.getoption("--update-samples"):
        records = ",\n".join("  " + json.dumps(record, ensure_ascii=False) for record in found)
        path.write_text(f"[\n{records}\n]\n" if found else "[]\n", encoding="utf-8")
        return
    wanted = json.loads(path.read_text("utf-8"))
    difference = difflib.unified_diff(lines(wanted), lines(found), "expected", "found", lineterm="")
    assert found == wanted, f"{sample.name}\n" + "\n".join(difference)


def test_every_expectation_has_its_sample() -> None:
    assert {path.stem for path in (ROOT / "samples" / "expected").iterdir()} == {path.stem for path in SAMPLES}


def test_the_clean_story_is_clean() -> None:
    assert findings(ROOT / "samples" / "clean-story.txt") == []


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        (3, "CC501", "Photo:"),
        (5, "CC502", "Norland Maritime Ministry spokesperson Ilsa Brandt"),
        (7, "SQ204", "some shipping companies"),
        (7, "SQ208", "a report claiming"),
        (9, "SQ201", "a Sudmark official"),
        (11, "AW301", "claimed"),
        (13, "AW301", "claimed"),
        (15, "AW302", "noted"),
        (19, "AW302", "revealing"),
        (21, "SQ206", "The Norland Times"),
        (21, "SQ205", "was found to"),
        (23, "SQ204", "radio experts"),
        (23, "AW302", "disclosed"),
        (23, "SQ206", "the Norland Times"),
        (25, "AW306", "It is worth noting"),
    ],
)
def test_the_state_newspaper_is_caught(line: int, code: str, words: str) -> None:
    """A paper that lets one spokesperson speak in every line, and itself in two, is what saysso was asked for."""
    here = [f for f in findings(ROOT / "samples" / "state-newspaper.txt") if (f["line"], f["code"]) == (line, code)]
    assert any(words in str(f["match"]) for f in here), here


def test_nothing_the_spokesperson_says_is_laid_at_our_door() -> None:
    found = findings(ROOT / "samples" / "state-newspaper.txt")
    attributed = {7, 9, 11, 13, 15, 17, 19, 25}
    assert [f for f in found if str(f["code"]).startswith("UA") and f["line"] in attributed] == []
