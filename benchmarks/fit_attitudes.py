"""Fit the points by which saysso tells attitudes: whose side somebody takes, what they want, fear or plan.

    python benchmarks/fit_attitudes.py articles.jsonl.gz
    python benchmarks/fit_attitudes.py articles.jsonl.gz --write rules/attribution/attitudes.yml

An additive model (logistic regression) over the words and signs that the engine itself reports, one for each word
that may tell an attitude and is no cue of an attribution. It is right where annotators have a cue. Articles are held
out by the part of their id before the first "_" (the publisher). Needs scikit-learn. The shape of the articles is in
benchmarks/README.md. `--words` takes a table of further words to try: tab-separated, with the columns "lemma" and
"forms" (separated by spaces).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from linter.attribution import by_pattern
from linter.attribution.attitudes import Reader, follow
from linter.attribution.carry import carry
from linter.attribution.grammar import grammar_of
from linter.attribution.story import Story
from linter.attribution.weighing import Weighing
from linter.document import Span
from linter.readers import read_text
from linter.rulebook import load_rulebook
from linter.rulebook.model import Rulebook
from linter.rulebook.weights import Attitudes, AttitudeWord

#: A word is fitted if it stands so often where it may tell an attitude, a sign or what follows a word so often.
WORDS, SIGNS = 8, 25
#: Points that are written: those of words and signs, and those of what follows a word.
LEAST = 0.15
#: A word is written if it tells so many attitudes.
TOLD = 3
#: Inverse strength of the pull towards no points at all.
FREEDOM = 0.1
#: Of a word's uses with an attitude, the share with a source from which on somebody is named whose it is.
SOURCED = 0.5


class Row(NamedTuple):
    """A word that may tell an attitude: its signs, its place, whether annotators have a cue there and its source."""

    features: dict[str, float]
    span: Span
    article: int
    right: bool
    sourced: bool


class Article(NamedTuple):
    """Where the annotated cues of an article stand, and those of the attributions that are no attitudes."""

    publisher: str
    annotated: list[list[list[int]]]
    found: set[Span]


def read(path: Path, rulebook: Rulebook, points: Attitudes) -> tuple[list[Article], list[Row]]:
    """Return the articles in a file and a row for each word of theirs that may tell an attitude."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file if line.strip()]
    articles, rows = [], []
    for record in records:
        story = Story(read_text(record["text"], "article.txt"), rulebook, grammar_of(rulebook.words))
        known = carry(story, by_pattern(story))
        known += Weighing(story, known).told()
        annotated = [each["cue"] for each in record["attributions"] if each.get("cue")]
        cues = {each.cue for each in known if each.cue}
        articles.append(Article(record["id"].split("_")[0], annotated, cues))
        rows += rows_of(record, Reader(story, known, points), len(articles) - 1)
    return articles, rows


def rows_of(record: dict[str, Any], reader: Reader, article: int) -> list[Row]:
    """Return the rows of one article."""
    marks = bytearray(len(record["text"]))
    sourced = bytearray(len(record["text"]))
    for each in record["attributions"]:
        for start, end in each.get("cue") or ():
            marks[start:end] = b"\x01" * (end - start)
            if each.get("source"):
                sourced[start:end] = b"\x01" * (end - start)
    found = []
    for index in range(len(reader.story.document.sentences)):
        words = reader.story.words(index)
        for at in reader.candidates(index):
            span = words.span(at, at + 1)
            features = features_of(reader, index, at)
            found.append(Row(features, span, article, 1 in marks[slice(*span)], 1 in sourced[slice(*span)]))
    return found


def features_of(reader: Reader, index: int, at: int) -> dict[str, float]:
    """Return the signs of a word, and the word itself, alone and with what follows it."""
    tokens = reader.story.words(index).tokens
    lemma = reader.points.words[tokens[at].word].lemma
    signs = [f"sign\t{kind}\t{name}" for kind, name in reader.signs(index, at)]
    return dict.fromkeys([f"word\t{lemma}", f"follow\t{lemma}\t{follow(tokens, at)}", *signs], 1.0)


def fit(rows: list[Row]) -> tuple[DictVectorizer, LogisticRegression]:
    """Fit the points."""
    counts = Counter(name for row in rows for name in row.features)
    kept = [name for name, count in counts.items() if count >= (WORDS if name.startswith("word\t") else SIGNS)]
    names = DictVectorizer()
    names.fit([dict.fromkeys(kept, 1.0)])
    model = LogisticRegression(C=FREEDOM, max_iter=500)
    model.fit(names.transform([row.features for row in rows]), np.array([row.right for row in rows]))
    return names, model


def held_out(articles: list[Article], rows: list[Row]) -> list[float]:
    """Return the score of each row under points fitted without its publisher."""
    scores = [0.0] * len(rows)
    for publisher in sorted({article.publisher for article in articles}):
        names, model = fit([row for row in rows if articles[row.article].publisher != publisher])
        places = [at for at, row in enumerate(rows) if articles[row.article].publisher == publisher]
        told = model.decision_function(names.transform([rows[at].features for at in places]))
        for at, score in zip(places, told, strict=True):
            scores[at] = float(score)
    return scores


def figures(articles: list[Article], rows: list[Row], scores: list[float], cut: float) -> str:
    """Return how many attitudes there are, how many right, and the figures of all cues, those of attributions too."""
    cues = [set(article.found) for article in articles]
    told = [row for row, score in zip(rows, scores, strict=True) if score > cut]
    for row in told:
        cues[row.article].add(row.span)
    right = found = met = annotated = 0
    for article, here in zip(articles, cues, strict=True):
        spans = [Span(*span) for cue in article.annotated for span in cue]
        right += sum(any(cue.overlaps(span) for span in spans) for cue in here)
        met += sum(any(cue.overlaps(Span(*span)) for cue in here for span in each) for each in article.annotated)
        found += len(here)
        annotated += len(article.annotated)
    precision, recall = right / max(1, found), met / max(1, annotated)
    share = sum(row.right for row in told) / max(1, len(told))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return (
        f"{len(told)} attitudes, {100 * share:.0f} % right; all cues: "
        f"P {100 * precision:.1f}  R {100 * recall:.1f}  F1 {100 * f1:.1f}"
    )


def write(path: Path, rows: list[Row], points: Attitudes, cut: float) -> int:
    """Fit on all rows and put the points into a rule file in place of those there; return of how many words."""
    names, model = fit(rows)
    fitted = {name: round(float(p), 2) for name, p in zip(names.feature_names_, model.coef_[0], strict=True)}
    signs: dict[str, dict[str, float]] = defaultdict(dict)
    followed: dict[str, dict[str, float]] = defaultdict(dict)
    for name, p in fitted.items():
        kind, *rest = name.split("\t")
        if kind != "word" and abs(p) >= LEAST:
            (signs if kind == "sign" else followed)[rest[0]][rest[1]] = p
    right = Counter(lemma_of(row) for row in rows if row.right)
    sourced = Counter(lemma_of(row) for row in rows if row.right and row.sourced)
    scores = model.decision_function(names.transform([row.features for row in rows]))
    told = Counter(lemma_of(row) for row, score in zip(rows, scores, strict=True) if score > cut)
    forms: dict[str, list[str]] = defaultdict(list)
    for form, word in points.words.items():
        forms[word.lemma].append(form)
    base = round(float(model.intercept_[0]) - cut, 2)
    head = path.read_text("utf-8").split("attitudes:\n")[0] if path.exists() else ""
    lines = [head, f"attitudes:\n  base: {base}\n  signs:\n"]
    for kind, points_of in signs.items():
        lines += [f"    {kind}:\n", *(f"      {flow(name)}: {p}\n" for name, p in points_of.items())]
    lines.append("  words:\n")
    written = 0
    for lemma, own in sorted(forms.items(), key=lambda item: -right[item[0]]):
        number, more = fitted.get(f"word\t{lemma}"), followed[lemma]
        if number is None or told[lemma] < TOLD:
            continue
        said = {"lemma": lemma, "forms": own, "points": number, "followed": more}
        if right[lemma] >= SIGNS / 3 and sourced[lemma] < SOURCED * right[lemma]:
            said["sourced"] = False
        lines.append(f"    - {flow({key: value for key, value in said.items() if value not in ({}, [])})}\n")
        written += 1
    path.write_text("".join(lines), "utf-8")
    return written


def lemma_of(row: Row) -> str:
    """Return the lemma of the word of a row."""
    return next(name.split("\t")[1] for name in row.features if name.startswith("word\t"))


def flow(value: object) -> str:
    """Return YAML on one line: quotation marks only where they must be."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str):
        plain = value.replace(" ", "").replace("-", "").isalpha() and value not in ("on", "off", "yes", "no", "null")
        return value if plain else json.dumps(value, ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False)


def table(path: Path) -> Attitudes:
    """Return points of nothing for the words of a table."""
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    words: dict[str, AttitudeWord] = {}
    for row in rows:
        for form in row["forms"].split():
            words.setdefault(form, AttitudeWord(row["lemma"], 0.0, {}, True))
    return Attitudes(0.0, {}, words)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", type=Path, help="annotated articles, .jsonl.gz")
    parser.add_argument("--words", type=Path, help="a table of words to try, beside those of the rule file")
    parser.add_argument("--cut", type=float, default=-0.4, help="points from which it is an attitude (default: -0.4)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the points into this rule file")
    args = parser.parse_args()
    rulebook = load_rulebook("recommended", ())
    points = rulebook.attitudes or Attitudes(0.0, {}, {})
    if args.words:
        points = points._replace(words={**table(args.words).words, **points.words})
    articles, rows = read(args.articles, rulebook, points)
    scores = held_out(articles, rows)
    print(f"attributions alone: {figures(articles, rows, scores, 1e9)}")
    for cut in (args.cut - 0.2, args.cut, args.cut + 0.2, args.cut + 0.6):
        print(f"cut at {cut:4.1f}: {figures(articles, rows, scores, cut)}")
    if args.write:
        print(f"points of {write(args.write, rows, points, args.cut)} words written to {args.write}")


if __name__ == "__main__":
    main()
