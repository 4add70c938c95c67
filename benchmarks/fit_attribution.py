"""Fit the points by which saysso weighs sentences that no attribution pattern explains.

    python benchmarks/fit_attribution.py articles.jsonl.gz --judged judged.jsonl.gz
    python benchmarks/fit_attribution.py articles.jsonl.gz --write rules/attribution/weights.yml

An additive model (logistic regression) over the signs and words that the engine itself reports, one for each
sentence without an attribution. Articles are held out by the part of their id before the first "_" (the
publisher), so each figure is of publishers that the points were not fitted on. Needs scikit-learn. The shape of
the articles is in benchmarks/README.md; those of --judged have {"start", "end", "attr"} for each sentence, attr
D, V or C where it is attributed, W where it is not, X where it asserts nothing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import zlib
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from linter.attribution import by_pattern
from linter.attribution.carry import carry
from linter.attribution.grammar import grammar_of
from linter.attribution.status import COVERED
from linter.attribution.story import Story
from linter.attribution.weighing import Weighing
from linter.readers import read_text
from linter.rulebook import load_rulebook
from linter.rulebook.model import Rulebook

#: Share of a sentence that must be content for it to be attributed, as in benchmarks/accuracy.py.
ATTRIBUTED = 1 / 3
#: A sign or word is fitted if so many sentences have it, and written if it has so many points.
FEWEST, LEAST = 15, 0.15
#: Inverse strength of the pull towards no points at all.
FREEDOM = 0.1


class Row(NamedTuple):
    """A sentence: the features of one that is weighed, None where patterns decide; whether it is attributed."""

    features: dict[str, float] | None
    attributed: bool
    by_pattern: bool
    publisher: str
    weight: float


def rows(path: Path, rulebook: Rulebook, weight: float, by_document: bool) -> list[Row]:
    """Return a row for each sentence of the articles in a file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file if line.strip()]
    found = []
    for record in records:
        story = Story(read_text(record["text"], "article.txt"), rulebook, grammar_of(rulebook.words))
        weighing = Weighing(story, carry(story, by_pattern(story)))
        open_ = set(weighing.unexplained())
        publisher = f"{zlib.crc32(record['id'].encode()) % 7}" if by_document else record["id"].split("_")[0]
        for index, truth in enumerate(truths(record, story)):
            if truth is None:
                continue
            features = features_of(weighing, index) if index in open_ else None
            found.append(Row(features, truth, weighing.shares[index] >= COVERED, publisher, weight))
    return found


def features_of(weighing: Weighing, index: int) -> dict[str, float]:
    """Return the signs and words of a sentence, each once."""
    tokens = weighing.story.words(index).tokens
    assert weighing.weights
    words = {f"word {weighing.weights.lemmas[tokens[at].word]}": 1.0 for at in weighing.words(index)}
    return words | dict.fromkeys(weighing.signs.of(index), 1.0)


def truths(record: dict[str, Any], story: Story) -> list[bool | None]:
    """Return for each of saysso's sentences whether it is attributed by the annotation; None where nobody says."""
    sentences = story.document.sentences
    if "attributions" not in record:
        judged = record["sentences"]
        return [_judged(sentence.start, sentence.end, judged) for sentence in sentences]
    text = record["text"]
    marks = bytearray(len(text))
    for attribution in record["attributions"]:
        for start, end in attribution.get("content") or ():
            marks[start:end] = b"\x01" * (end - start)
    solid = [[at for at in range(s.start, s.end) if not text[at].isspace()] for s in sentences]
    return [sum(marks[at] for at in places) >= ATTRIBUTED * len(places) for places in solid]


def _judged(start: int, end: int, judged: list[dict[str, Any]]) -> bool | None:
    shared = max(judged, key=lambda s: min(end, s["end"]) - max(start, s["start"]), default=None)
    if shared is None or min(end, shared["end"]) <= max(start, shared["start"]) or shared["attr"] == "X":
        return None
    return shared["attr"] in "DVC"


def fit(found: list[Row]) -> tuple[DictVectorizer, LogisticRegression]:
    """Fit the points on the rows that are weighed."""
    weighed = [row for row in found if row.features is not None]
    counts = Counter(name for row in weighed for name in row.features or ())
    kept = {name for name, count in counts.items() if count >= FEWEST}
    names = DictVectorizer()
    names.fit([dict.fromkeys(kept, 1.0)])
    model = LogisticRegression(C=FREEDOM, max_iter=500)
    model.fit(
        names.transform([row.features for row in weighed]),
        np.array([row.attributed for row in weighed]),
        sample_weight=np.array([row.weight for row in weighed]),
    )
    return names, model


def held_out(found: list[Row]) -> list[float]:
    """Return the score of each row under points fitted without its publisher; infinite where no points are asked."""
    scores = [float("inf") if row.by_pattern else float("-inf") for row in found]
    for publisher in sorted({row.publisher for row in found}):
        names, model = fit([row for row in found if row.publisher != publisher])
        places = [at for at, row in enumerate(found) if row.publisher == publisher and row.features is not None]
        if places:
            told = model.decision_function(names.transform([found[at].features for at in places]))
            for at, score in zip(places, told, strict=True):
                scores[at] = float(score)
    return scores


def figures(found: list[Row], scores: list[float], cut: float) -> str:
    """Return precision, recall and F1 of attributed sentences and the mean F1 of both classes."""
    told = [score > cut for score in scores]
    tp = sum(t and r.attributed for t, r in zip(told, found, strict=True))
    fp = sum(told) - tp
    fn = sum(r.attributed for r in found) - tp
    tn = len(found) - tp - fp - fn
    yes, no = (2 * hit / max(1, 2 * hit + fp + fn) for hit in (tp, tn))
    return (
        f"P {100 * tp / max(1, tp + fp):.1f}  R {100 * tp / max(1, tp + fn):.1f}  "
        f"F1 {100 * yes:.1f}  mF {50 * (yes + no):.1f}"
    )


def write(path: Path, found: list[Row], cut: float) -> int:
    """Fit on all rows and put the points into a rule file in place of those there; return how many."""
    names, model = fit(found)
    points = {name: round(float(p), 2) for name, p in zip(names.feature_names_, model.coef_[0], strict=True)}
    points = {name: p for name, p in points.items() if abs(p) >= LEAST}
    head, words = path.read_text("utf-8").split("  words:\n")
    intro = head.split("  base:")[0]
    lines = [intro + f"  base: {float(model.intercept_[0]) - cut:.2f}\n  signs:\n"]
    signs = [name for name in points if not name.startswith("word ")]
    lines += [f'    "{name.replace(chr(34), chr(92) + chr(34))}": {points[name]}\n' for name in signs]
    lines.append("  words:\n")
    for line in words.splitlines(keepends=True):
        match = re.match(r"(\s+- \{lemma: (.+?), forms: .*, points: )[-\d.]+\}", line)
        if match and f"word {match[2].strip(chr(34))}" in points:
            lines.append(f"{match[1]}{points['word ' + match[2].strip(chr(34))]}}}\n")
    path.write_text("".join(lines), "utf-8")
    return len(points)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", type=Path, help="annotated articles, .jsonl.gz")
    parser.add_argument("--judged", type=Path, help="articles whose sentences an editor judged")
    parser.add_argument("--weight", type=float, default=2.0, help="what a judged sentence counts (default: 2)")
    parser.add_argument("--cut", type=float, default=0.0, help="points that are taken off in the end (default: 0)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the points into this rule file")
    args = parser.parse_args()
    rulebook = load_rulebook("recommended", ())
    articles = rows(args.articles, rulebook, 1.0, by_document=False)
    judged = rows(args.judged, rulebook, args.weight, by_document=True) if args.judged else []
    both = articles + [row._replace(publisher=f"judged {row.publisher}") for row in judged]
    scores = held_out(both)
    parts = {"annotated": slice(0, len(articles)), "judged": slice(len(articles), None)}
    for name, part in parts.items():
        if both[part]:
            print(f"{name}, patterns alone:  {figures(both[part], scores[part], 1e9)}")
            for cut in (-0.4, -0.2, 0.0, 0.2, 0.4):
                print(f"{name}, cut at {cut:4}:     {figures(both[part], scores[part], cut)}")
    if args.write:
        print(f"{write(args.write, both, args.cut)} points written to {args.write}")


if __name__ == "__main__":
    main()
