"""Fit the numbers of rules/claims/strength.yml to articles in which editors' questions are marked.

    python benchmarks/fit_claims.py ARTICLES.jsonl.gz [MORE.jsonl.gz]            # what whole publishers held out give
    python benchmarks/fit_claims.py ARTICLES.jsonl.gz --write rules/claims/strength.yml

An article a line: {"id", "text", "sentences": [{"start", "end", "need"}]}, `need` 0 where nobody would ask who says
so, 1 where an editor should, 2 where an editor must; "weight" tells how often the article counts, once if it is not
there: for kinds of copy of which there are few. Whole publishers are held out in turn; the publisher is what the id
says before the first "_" or "/". Needs scikit-learn (`pip install -e '.[benchmark]'`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from linter.attribution import Attributed, attribute
from linter.checks import check, raised, worded
from linter.checks.context import Context
from linter.checks.flags import Flag, heaviest
from linter.checks.strength import OURS
from linter.checks.traits import REACH
from linter.document import PROSE
from linter.findings import Severity
from linter.readers import read_text
from linter.rulebook import Rulebook, load_rulebook
from linter.rulebook.weights import Strength

#: How strongly numbers are held near 0, and how much more a sentence counts that must have a source.
REGULARISATION, MUST = 0.3, 1.5

#: How often the numbers are fitted: what a sentence's company comes to is known by the numbers of the pass before.
PASSES = 3

#: The least that a match of a rule adds: an editor's word, for rules that speak seldom in what they are fitted on.
LEAST = {
    **{"UA101": 6.5, "UA102": 1.3, "UA103": 1.3, "UA104": 0.6, "UA105": 2.4, "UA106": 1.0, "UA107": 0.9, "UA109": 0.3},
}

#: The precision that is asked, of the articles fitted on, of sentences in which light words are all there is to name,
#: and of errors; and how much less strength it takes where there is more to name.
LIGHT_ONES, ERRORS, LIGHT = 0.69, 0.85, 0.9


class Article(NamedTuple):
    """An article read and attributed, and for each of its sentences what counts, and the need for a source."""

    publisher: str
    read: Attributed
    marked: Sequence[tuple[int, int, int]]
    counts: Sequence[dict[str, float]]
    needs: Sequence[int]
    ours: Sequence[bool]
    weight: float


def load(paths: Iterable[str], rulebook: Rulebook) -> list[Article]:
    """Return the articles of JSON-lines files."""
    articles = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8") as file:
            articles += [_article(json.loads(line), rulebook) for line in file if line.strip()]
    return articles


def _article(record: dict[str, Any], rulebook: Rulebook) -> Article:
    read = attribute(read_text(record["text"]), rulebook)
    context = Context(read, rulebook)
    sentences = read.story.document.sentences
    marked = [(s["start"], s["end"], s["need"]) for s in record["sentences"]]
    counts = [dict([*context.grader.counts(i), *context.grader.reach(i)]) for i in range(len(sentences))]
    spoken: dict[int, list[Flag]] = defaultdict(list)
    for rule, flags in raised(context):
        if rule.code in rulebook.strength.rules:
            for flag in (*flags, *worded(context, rule)):
                if flag.stands(context):
                    spoken[flag.sentence].append(flag)
    for index, here in spoken.items():
        counts[index].update(heaviest(here, rulebook.strength.often))
    return Article(
        re.split("[_/]", record["id"])[0],
        read,
        marked,
        counts,
        [_need(marked, sentence.start, sentence.end) if sentence.zone in PROSE else 0 for sentence in sentences],
        [status in OURS for status in read.statuses],
        record.get("weight", 1.0),
    )


def _need(marked: Sequence[tuple[int, int, int]], start: int, end: int) -> int:
    """Return the need of the marked sentence that shares most with a stretch of text."""
    shared = [(min(end, last) - max(start, first), need) for first, last, need in marked]
    most = max(shared, default=(0, 0))
    return most[1] if most[0] > 0 else 0


def fit(articles: Sequence[Article], rulebook: Rulebook) -> Strength:
    """Return the numbers fitted to articles: what counts in a sentence, its article, the rest of its story, the levels.

    No list whose words a rule names may take away from the sum, and nothing that stands elsewhere may add to it.
    """
    given = rulebook.strength
    least = {**{name: 0.0 for rule in rulebook.rules for name in rule.words}, **LEAST}
    names = [name for name in (*given.words, *given.traits, *given.rules) if name not in REACH]
    counts = np.array([[count.get(name, 0.0) for name in names] for article in articles for count in article.counts])
    needs = np.array([need for article in articles for need in article.needs])
    often = np.array([article.weight for article in articles for _ in article.needs])
    company = np.zeros((len(counts), 0))
    for _ in range(PASSES):
        weights, shares, start = _weighed(counts, company, needs, often, names, least)
        company = np.array([row for article in articles for row in _company(article, weights, given)])
    totals = counts @ [*weights.values()] + company @ shares + start
    elsewhere = np.array([[c.get(name, 0.0) for name in REACH] for article in articles for c in article.counts])
    spoken = np.array([not c.keys().isdisjoint(given.rules) for article in articles for c in article.counts])
    near = LogisticRegression(C=1.0).fit(np.column_stack([totals, elsewhere])[spoken], needs[spoken] > 0)
    reach = dict(zip(REACH, np.minimum(near.coef_[0][1:] / near.coef_[0][0], 0.0).tolist(), strict=True))
    totals += np.where(spoken, elsewhere @ np.array([*reach.values()]), 0.0)
    light, error = (_least(totals, needs, precision) for precision in (LIGHT_ONES, ERRORS))
    return given._replace(
        start=round(start, 2),
        article=round(float(shares[0]), 2),
        beside=round(float(shares[1]), 2),
        words={name: round(weights[name], 2) for name in given.words},
        traits={name: round((weights | reach)[name], 2) for name in given.traits},
        rules={name: round(weights[name], 2) for name in given.rules},
        info=round(light - LIGHT - 0.5, 2),
        warning=round(light - LIGHT, 2),
        error=round(max(error, light + 0.5), 2),
        light=LIGHT,
    )


def _weighed(
    counts: Any, company: Any, needs: Any, often: Any, names: Sequence[str], least: Mapping[str, float]
) -> tuple[dict[str, float], Any, float]:
    """Return what each thing that counts in a sentence adds, the shares of its company, and the start."""
    rows = np.column_stack([counts, company])
    scale = np.maximum(np.abs(rows).max(axis=0), 1e-9)
    model = LogisticRegression(C=REGULARISATION, max_iter=5000)
    model.fit(rows / scale, needs > 0, sample_weight=often * np.where(needs == 2, MUST, 1.0))
    numbers = model.coef_[0] / scale
    weights = {
        name: max(number, least.get(name, number)) for name, number in zip(names, numbers.tolist(), strict=False)
    }
    return weights, numbers[len(names) :], float(model.intercept_[0])


def _company(article: Article, weights: Mapping[str, float], given: Strength) -> list[tuple[float, float]]:
    """Return what others than each sentence come to, rules apart: the mean of own-voice ones, and the two beside it."""
    own = [
        sum(weights[n] * c for n, c in counts.items() if n in weights and n not in given.rules)
        for counts in article.counts
    ]
    total, number = sum(o for o, ours in zip(own, article.ours, strict=True) if ours), sum(article.ours)
    found = []
    for index, (value, ours) in enumerate(zip(own, article.ours, strict=True)):
        rest, others = (total - value, number - 1) if ours else (total, number)
        beside = sum(own[max(0, index - 1) : index] + own[index + 1 : index + 2])
        found.append((rest / others if others else 0.0, beside))
    return found


def _least(totals: Any, needs: Any, precision: float) -> float:
    """Return the lowest total from which on that share of sentences needs a source."""
    order = np.argsort(-totals)
    right = np.cumsum(needs[order] > 0) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(right >= precision)
    enough = enough[enough >= 10] if (enough >= 10).any() else enough
    return float(totals[order[enough[-1]]]) if len(enough) else float(totals.max())


class Score:
    """Counts over articles, as benchmarks/README.md tells them."""

    def __init__(self) -> None:
        self.right = self.wrong = self.missed = self.must = self.must_found = self.words = 0
        self.errors = self.errors_right = 0
        self.codes: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])

    def add(self, article: Article, rulebook: Rulebook) -> None:
        """Count an article as saysso flags it under a rulebook."""
        findings = check(article.read, rulebook).findings
        self.words += len(article.read.story.text.split())
        for start, end, need in article.marked:
            here = [f for f in findings if start <= f.start < end and f.severity > Severity.INFO]
            for code, severity in {(f.code, f.severity) for f in here}:
                counts = self.codes[code]
                for column in (0, 2) if severity is Severity.ERROR else (0,):
                    counts[column] += need > 0
                    counts[column + 1] += 1
            here = [f for f in here if f.code[:2] in ("UA", "SQ")]
            self.right += bool(here) and need > 0
            self.wrong += bool(here) and not need
            self.missed += need > 0 and not here
            self.must += need == 2
            self.must_found += need == 2 and bool(here)
            if any(f.severity is Severity.ERROR for f in here):
                self.errors += 1
                self.errors_right += need > 0

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.right + self.wrong), self.right / max(1, self.right + self.missed)
        return (
            f"precision {100 * precision:.1f}, recall {100 * recall:.1f}, of those that must {self.must_found} of "
            f"{self.must}, false flags a thousand words {1000 * self.wrong / max(1, self.words):.2f}, "
            f"errors {self.errors_right} of {self.errors} right"
        )


def held_out(articles: Sequence[Article], rulebook: Rulebook) -> tuple[Score, dict[str, Score]]:
    """Return how each publisher's articles are flagged by numbers fitted to the others', and all together."""
    whole, parts = Score(), {}
    for publisher in sorted({article.publisher for article in articles}):
        fitted = fit([a for a in articles if a.publisher != publisher], rulebook)
        numbers = replace(rulebook, strength=fitted)
        parts[publisher] = Score()
        for article in articles:
            if article.publisher == publisher:
                parts[publisher].add(article, numbers)
                whole.add(article, numbers)
    return whole, parts


def written(strength: Strength, text: str) -> str:
    """Return the text of the rule file with its numbers replaced; comments and order stay."""
    numbers = {**strength.words, **strength.traits, **strength.rules}
    numbers |= {"start": strength.start, "article": strength.article, "beside": strength.beside}
    lines = []
    for line in text.splitlines():
        match = re.match(r"( +)([\w-]+): (-?[\d.]+)(.*)", line)
        if match and match[2] in numbers:
            line = f"{match[1]}{match[2]}: {numbers[match[2]]:g}{match[4]}"
        levels = ", ".join(f"{name}: {getattr(strength, name):g}" for name in ("info", "warning", "error", "light"))
        lines.append(re.sub(r"^  levels: \{[^}]*\}", f"  levels: {{{levels}}}", line))
    return "\n".join(lines) + "\n"


def by_rule(here: Score, held: Score) -> str:
    """Return how often each rule is right at warning and above, as a Markdown table."""
    lines = ["| rule | these articles | held out | errors held out |", "|---|---|---|---|"]
    for code in sorted({*here.codes, *held.codes}):
        (right, all_, _, _), (kept, of, errors_right, errors) = here.codes[code], held.codes[code]
        told = f"{errors_right} of {errors}" if errors else ""
        lines.append(f"| {code} | {_share(right, all_)} | {_share(kept, of)} | {told} |")
    return "\n".join(lines)


def _share(right: int, all_: int) -> str:
    return f"{right} of {all_} ({100 * right / all_:.0f} %)" if all_ else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", nargs="+", help="JSON lines (.jsonl, .jsonl.gz)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the numbers into this rule file")
    args = parser.parse_args()
    rulebook = load_rulebook()
    articles = load(args.articles, rulebook)
    if args.write:
        fitted = fit(articles, rulebook)
        args.write.write_text(written(fitted, args.write.read_text("utf-8")), "utf-8")
        rulebook = replace(rulebook, strength=fitted)
    here = Score()
    for article in articles:
        here.add(article, rulebook)
    print(f"these articles: {here}")
    whole, parts = held_out(articles, rulebook)
    print(f"held out by publisher: {whole}")
    for publisher, score in parts.items():
        print(f"  {publisher}: {score}")
    print("\n" + by_rule(here, whole))


if __name__ == "__main__":
    main()
