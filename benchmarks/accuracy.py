"""Measure how much of annotated news saysso attributes, and to whom.

    python benchmarks/accuracy.py PolNeAR/data/dev
    python benchmarks/accuracy.py articles.jsonl.gz

Runs `saysso analyze` once over the articles and compares. benchmarks/README.md says what each figure means.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from corpora import ROLES, Article, Attribution, CorpusError, Span, read
from tools import environment, find

#: Share of a sentence's characters (white space aside) that content must cover for it to be attributed.
ATTRIBUTED = 1 / 3
TOKEN = re.compile(r"\w+|[^\w\s]")

Unit = tuple[Span, ...]


class Score(NamedTuple):
    """Precision and recall, 0 to 1, and how many there are to find."""

    precision: float
    recall: float
    of: int

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Tally:
    """Counts of what was found, what was annotated, and how much of each agrees with the other."""

    def __init__(self) -> None:
        self.found = self.right = self.annotated = self.reached = 0

    def add(self, found: int, right: int, annotated: int, reached: int) -> None:
        """Count things found, those of them that are right, things annotated, those of them reached."""
        self.found += found
        self.right += right
        self.annotated += annotated
        self.reached += reached

    def score(self) -> Score:
        return Score(_share(self.right, self.found), _share(self.reached, self.annotated), self.annotated)


def analyze(articles: list[Article], command: list[str]) -> tuple[list[tuple[Attribution, ...]], float]:
    """Return what the command finds in each article, and the seconds that it took, start included."""
    with tempfile.TemporaryDirectory(prefix="saysso-accuracy-") as folder:
        for number, article in enumerate(articles):
            Path(folder, f"{number:06}.txt").write_bytes(article.text.encode("utf-8"))
        start = time.perf_counter()
        done = subprocess.run([*command, folder], stdout=subprocess.PIPE, env=environment(), check=False)
        seconds = time.perf_counter() - start
    found: dict[int, tuple[Attribution, ...]] = {}
    for line in done.stdout.decode("utf-8").split("\n"):
        if line.strip():
            record = json.loads(line)
            found[int(Path(record["path"]).stem)] = tuple(map(_attribution, record["attributions"]))
    missing = len(articles) - len(found)
    if missing:
        sys.exit(f"no record for {missing} of {len(articles)} articles (exit status {done.returncode})")
    return [found[number] for number in range(len(articles))], seconds


def compare(pairs: Iterable[tuple[Article, tuple[Attribution, ...]]]) -> dict[str, Score]:
    """Return every figure over pairs of an article and what was found in it."""
    names = (
        "attributed",
        "not attributed",
        *(f"{role}, overlap" for role in ROLES),
        "source, exact",
        "tokens",
    )
    tallies = {name: Tally() for name in names}
    for article, found in pairs:
        size = len(article.text)
        gold = _marked(size, (a.content for a in article.attributions))
        ours = _marked(size, (a.content for a in found))
        _compare_sentences(tallies, article, gold, ours)
        tokens = [(gold[m.start()], ours[m.start()]) for m in TOKEN.finditer(article.text)]
        both = sum(g and o for g, o in tokens)
        tallies["tokens"].add(sum(o for _, o in tokens), both, sum(g for g, _ in tokens), both)
        for role in ROLES:
            _compare_spans(tallies[f"{role}, overlap"], article, found, role)
        sources = {_trimmed(article.text, a.source) for a in article.attributions if a.source}
        guesses = {_trimmed(article.text, a.source) for a in found if a.source}
        same = len(sources & guesses)
        tallies["source, exact"].add(len(guesses), same, len(sources), same)
    return {name: tally.score() for name, tally in tallies.items()}


def _compare_sentences(tallies: dict[str, Tally], article: Article, gold: bytearray, ours: bytearray) -> None:
    for start, end in article.sentences:
        inside = [at for at in range(start, end) if not article.text[at].isspace()]
        is_, said = (
            bool(inside) and sum(marks[at] for at in inside) / len(inside) >= ATTRIBUTED for marks in (gold, ours)
        )
        tallies["attributed"].add(said, said and is_, is_, said and is_)
        both_not = not said and not is_
        tallies["not attributed"].add(not said, both_not, not is_, both_not)


def _compare_spans(tally: Tally, article: Article, found: tuple[Attribution, ...], role: str) -> None:
    """Count the parts of one role that share a character with any part of that role on the other side."""
    annotated: Iterable[Unit] = [getattr(a, role) for a in article.attributions if getattr(a, role)]
    if role == "source":  # one mention may serve several attributions: it counts once
        annotated = set(annotated)
    guessed = {getattr(a, role) for a in found if getattr(a, role)}
    gold, ours = _marked(len(article.text), annotated), _marked(len(article.text), guessed)
    tally.add(
        len(guessed),
        sum(_touches(gold, unit) for unit in guessed),
        len(list(annotated)),
        sum(_touches(ours, unit) for unit in annotated),
    )


def _marked(size: int, units: Iterable[Unit]) -> bytearray:
    """Return a byte a character: 1 where a unit stands."""
    marks = bytearray(size)
    for unit in units:
        for start, end in unit:
            marks[start:end] = b"\x01" * (min(end, size) - start)
    return marks


def _touches(marks: bytearray, unit: Unit) -> bool:
    return any(1 in marks[start:end] for start, end in unit)


def _trimmed(text: str, unit: Unit) -> Span:
    """Return a unit from its first letter or digit to its last: quotation marks and commas do not count."""
    start, end = unit[0][0], unit[-1][1]
    inside = [at for at in range(start, min(end, len(text))) if text[at].isalnum()]
    return (inside[0], inside[-1] + 1) if inside else (end, end)


def _attribution(record: dict[str, Any]) -> Attribution:
    def unit(role: str) -> Unit:
        value = record.get(role) or []
        return tuple((span["start"], span["end"]) for span in (value if isinstance(value, list) else [value]))

    return Attribution(*(unit(role) for role in ROLES))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def show(scores: dict[str, Score]) -> str:
    """Return the figures as a table, in percent."""
    lines = [f"{'':26}{'precision':>10}{'recall':>8}{'F1':>7}{'of':>9}"]
    for name, score in scores.items():
        title = f"sentence {name}" if "attributed" in name else "content, by token" if name == "tokens" else name
        percent = (100 * value for value in (score.precision, score.recall, score.f1))
        lines.append("{:26}{:10.1f}{:8.1f}{:7.1f}{:9,}".format(title, *percent, score.of))
    mean = 50 * (scores["attributed"].f1 + scores["not attributed"].f1)
    lines.append(f"{'mean F1 of sentences':26}{mean:25.1f}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path, help="a folder of PolNeAR, or JSON lines (.jsonl, .jsonl.gz)")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N articles")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes for saysso (default: 1)")
    parser.add_argument("--command", help="another program that prints what `saysso analyze` does")
    args = parser.parse_args()
    try:
        articles = read(args.corpus)[: args.limit]
    except (CorpusError, OSError) as error:
        sys.exit(str(error))
    program = find("saysso")
    if args.command:
        command = shlex.split(args.command)
    elif program:
        command = [program, "analyze", "--format", "jsonl", "--jobs", str(args.jobs), "--quiet"]
    else:
        sys.exit("saysso is not installed for this Python; see README.md")
    found, seconds = analyze(articles, command)
    size = sum(len(article.text.encode("utf-8")) for article in articles) / 1e6
    attributions = sum(len(article.attributions) for article in articles)
    sentences = sum(len(article.sentences) for article in articles)
    print(f"{len(articles):,} articles, {size:.2f} MB, {sentences:,} sentences, {attributions:,} attributions")
    print(f"{seconds:.1f} s, {size / seconds:.2f} MB/s, the start of the process included\n")
    print(show(compare(zip(articles, found, strict=True))))


if __name__ == "__main__":
    main()
