"""The benchmark scripts: the corpora they read, the figures they work out, and that they run."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from helpers_cli import ROOT

TEXT = 'Mill 😀 to close. The mayor said the mill "will close". Rain fell. A clerk was told, she added.'
SENTENCES = [(0, 16), (17, 54), (55, 65), (66, 94)]
#: The annotations of TEXT as brat has them: an event, and relations that share a cue.
ANN = """\
T1\tSource 17 26\tThe mayor
T2\tCue 27 31\tsaid
T3\tContent 32 40;41 53\tthe mill "will close"
E1\tAttribution:T2 Source:T1 Content:T3
T4\tContent 66 83\tA clerk was told,
T5\tSource 84 87\tshe
T6\tCue 88 93\tadded
R1\tAttribution Arg1:T6 Arg2:T4
R2\tAttribution Arg1:T6 Arg2:T5
A1\tNested E1
#1\tAnnotatorNotes T4\tis this one?
"""


@pytest.fixture
def corpora(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import corpora

    yield corpora


@pytest.fixture
def accuracy(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import accuracy

    yield accuracy


def parse_of(text: str) -> str:
    """Return what CoreNLP would write: offsets in UTF-16 units, and sentences in its coreference part too."""

    def units(at: int) -> int:
        return len(text[:at].encode("utf-16-le")) // 2

    def sentence(start: int, end: int) -> str:
        tokens = "".join(
            f"<token><CharacterOffsetBegin>{units(a)}</CharacterOffsetBegin>"
            f"<CharacterOffsetEnd>{units(b)}</CharacterOffsetEnd></token>"
            for a, b in ((start, start + 2), (end - 1, end))
        )
        return f"<sentence><tokens>{tokens}</tokens></sentence>"

    body = "".join(sentence(*span) for span in SENTENCES)
    more = "<coreference><coreference><mention><sentence>1</sentence></mention></coreference></coreference>"
    return f"<root><document><sentences>{body}</sentences>{more}</document></root>"


def checkout(folder: Path, *, ann: str = ANN, suffix: str = "") -> Path:
    """Write a miniature of a PolNeAR checkout; `suffix` is put between a name and its last ending."""
    for part in ("train", "dev"):
        base = folder / part / "a-paper"
        for kind, ending, content in (
            ("text", "txt", TEXT),
            ("corenlp", f"{suffix}xml", parse_of(TEXT)),
            ("attributions", f"{suffix}ann", ann),
        ):
            (base / kind).mkdir(parents=True)
            (base / kind / f"mill.{ending}").write_text(content, encoding="utf-8")
    return folder


def record() -> dict[str, object]:
    return {
        "id": "mill",
        "text": TEXT,
        "sentences": SENTENCES,
        "attributions": [
            {"source": [[17, 26]], "cue": [[27, 31]], "content": [[32, 40], [41, 53]]},
            {"source": [[84, 87]], "cue": [[88, 93]], "content": [[66, 83]]},
        ],
    }


@pytest.mark.parametrize("suffix", ["", "txt."])
def test_a_checkout_and_json_lines_read_alike(corpora: ModuleType, tmp_path: Path, suffix: str) -> None:
    lines = tmp_path / "articles.jsonl.gz"
    with gzip.open(lines, "wt", encoding="utf-8") as file:
        file.write(json.dumps(record()) + "\n\n")
    [article] = corpora.read(lines)
    folder = checkout(tmp_path / "polnear", suffix=suffix)
    assert corpora.read(folder / "dev") == [article]
    assert corpora.read(folder) == [article, article]


def test_loose_parts_and_events_inside_events(corpora: ModuleType, tmp_path: Path) -> None:
    ann = "T1\tCue 27 31\tsaid\nT2\tCue 88 93\tadded\nT3\tContent 55 65\tRain fell.\nT4\tOther 0 4\tMill\n"
    ann += "E1\tAttribution:T1 Content:E2\nE2\tAttribution:T2\n"
    [article] = corpora.read(checkout(tmp_path, ann=ann) / "dev")
    parts = [(a.cue, a.content) for a in article.attributions]
    assert parts == [(((27, 31), (88, 93)), ()), (((88, 93),), ()), ((), ((55, 65),))]


@pytest.mark.parametrize(
    ("ann", "says"),
    [
        (
            "T1\tSource 17 26\tThe mare\n",
            "mill.ann:1: the text has other words where the annotation has 'The mare'",
        ),
        ("T1\tSource 17 x\tThe mayor\n", "mill.ann:1: no offsets"),
    ],
)
def test_annotations_that_do_not_fit(corpora: ModuleType, tmp_path: Path, ann: str, says: str) -> None:
    with pytest.raises(corpora.CorpusError) as caught:
        corpora.read(checkout(tmp_path, ann=ann) / "dev")
    assert says in str(caught.value)


def test_a_checkout_without_its_parses(corpora: ModuleType, tmp_path: Path) -> None:
    folder = checkout(tmp_path)
    (folder / "dev" / "a-paper" / "corenlp" / "mill.xml").rename(folder / "dev" / "lost")
    (folder / "train" / "a-paper" / "corenlp" / "mill.xml").unlink()
    with pytest.raises(corpora.CorpusError, match=r"no mill\.xml"):
        corpora.read(folder)


def test_figures_worked_out_by_hand(accuracy: ModuleType, corpora: ModuleType, tmp_path: Path) -> None:
    """Found: one source too long by a quotation mark, one wrong content, one attribution missed."""
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record()) + "\n", encoding="utf-8")
    [article] = corpora.read(path)
    found = (
        corpora.Attribution(((16, 26),), ((27, 31),), ((32, 54),)),  # the space before the mayor does not count
        corpora.Attribution((), ((88, 93),), ((55, 65),)),  # the rain is nobody's
    )
    scores = accuracy.compare([(article, found)])
    rounded = {name: (round(s.precision, 2), round(s.recall, 2), s.of) for name, s in scores.items()}
    assert rounded == {
        "attributed": (0.5, 0.5, 2),
        "not attributed": (0.5, 0.5, 2),
        "source, overlap": (1.0, 0.5, 2),
        "cue, overlap": (1.0, 1.0, 2),
        "content, overlap": (0.5, 0.5, 2),
        "source, exact": (1.0, 0.5, 2),
        "tokens": (0.6, 0.55, 11),
    }


def test_accuracy_runs(tmp_path: Path) -> None:
    done = script("accuracy.py", checkout(tmp_path), "--command", f"{sys.executable} -m linter analyze")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("2 articles, 0.00 MB, 8 sentences, 4 attributions\n")
    assert "mean F1 of sentences" in done.stdout


def test_patterns_counts_what_each_gets_right(tmp_path: Path) -> None:
    done = script("patterns.py", checkout(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("| pattern | found | cue right | content right |\n")
    assert "source-says-" in done.stdout or "content-source-says" in done.stdout


def test_points_are_fitted_without_the_publisher_they_are_measured_on(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    text = 'The wall prefers "wind and rain" to sun. It was "sound as oak" by then.\n'
    sentences = [[0, 40], [41, 71]]
    attributions = [{"content": [[41, 70]]}]
    path, rules = tmp_path / "articles.jsonl.gz", tmp_path / "weights.yml"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for number in range(40):
            record = {"id": f"{'ab'[number % 2]}_{number}", "text": text, "sentences": sentences}
            file.write(json.dumps({**record, "attributions": attributions}) + "\n")
    rules.write_text((ROOT / "rules/attribution/weights.yml").read_text("utf-8"), "utf-8")
    done = script("fit_attribution.py", path, "--write", rules)
    assert done.returncode == 0, done.stderr
    assert "annotated, patterns alone:" in done.stdout and "points written to" in done.stdout
    assert "  base: " in rules.read_text("utf-8")


def test_attitudes_are_fitted_without_the_publisher_they_are_measured_on(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    texts = ("The mayor prefers oak to stone in any weather.\n", "The mayor prefers.\n")
    path, rules = tmp_path / "articles.jsonl.gz", tmp_path / "attitudes.yml"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for number in range(160):
            found = [{"cue": [[10, 17]], "source": [[0, 9]]}] if number % 4 < 2 else []
            record = {"id": f"{'ab'[number % 2]}_{number}", "text": texts[number % 4 // 2], "attributions": found}
            file.write(json.dumps(record) + "\n")
    rules.write_text("# Points.\nattitudes:\n", "utf-8")
    done = script("fit_attitudes.py", path, "--write", rules)
    assert done.returncode == 0, done.stderr
    assert "attributions alone:" in done.stdout and "cut at -0.4: 80 attitudes, 100 % right" in done.stdout
    written = rules.read_text("utf-8")
    assert written.startswith("# Points.\nattitudes:\n  base: ") and "lemma: prefer" in written
    assert "      a word: " in written and "      .: " not in written


def test_speed_says_what_is_missing() -> None:
    """Left to its own, it times saysso; what is not installed is named with the command that installs it."""
    done = script("speed.py", ROOT / "samples", "--limit", "2", "--runs", "1", "--article-runs", "1")
    if "saysso is not installed" in done.stderr:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    assert "saysso lint" in done.stdout and "2 files" in done.stdout
    for name in ("proselint", "codespell"):
        assert name in done.stdout or f"pip install {name}" in done.stderr or name in done.stderr


def test_speed_without_texts(tmp_path: Path) -> None:
    done = script("speed.py", tmp_path)
    assert (done.returncode, done.stderr) == (1, f"{tmp_path}: no folder with texts (.txt, .md)\n")


def script(name: str, *args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / name), *map(str, args)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
