"""Fit the weights of rules/sourcing/ladder.yml to articles in which editors' questions are marked.

    python benchmarks/fit_sourcing.py ARTICLES.jsonl.gz [MORE.jsonl.gz]            # what whole publishers held out give
    python benchmarks/fit_sourcing.py ARTICLES.jsonl.gz --write rules/sourcing/ladder.yml

Articles are those of benchmarks/fit_claims.py. Marked cases of vague sources are few, so every number is held to the
one that an editor gives before any is read (EDITOR), and moves from it as far as the cases ask. Needs numpy
(`pip install -e '.[benchmark]'`).
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from fit_claims import Article, load

from linter.checks import raised
from linter.checks.context import Context
from linter.rulebook import Rulebook, load_rulebook

#: What an editor holds each thing to add before any case is read.
EDITOR = {
    "start": -0.6,
    **{"role-agency-access": -2.5, "role-and-access": -1.0, "access": 0.0, "role-and-agency": -0.5, "agency": 1.0},
    **{"role-and-country": -0.2, "role": 0.0, "unnamed-document": 0.5, "group": -0.8, "market": 0.0, "side": 0.8},
    **{"collective": 0.8, "outlet": 1.0, "nothing": 1.6, "nameless-reports": 1.75},
    **{"crime": 2.4, "accusation": 1.2, "attack": 1.2, "evaluation": 0.9, "prediction": 0.5, "statistic": 0.2},
    **{"cause": 0.4, "dispute": 0.2, "routine": -1.0},
    **{
        "company": 0.3,
        "named-after": -0.8,
        "answered-beside": -0.4,
        "nobody-named": 1.0,
        "one-named": 0.5,
        "opening": -0.6,
        "quoted-words": 0.0,
    },
    **{"known-before": -0.6, "counted": -0.4, "belief": 0.5, "doubt": 0.0, "acted": -0.8, "behind": 1.2, "sport": -0.7},
    "called-source": 0.4,
    **{"SQ201": 0.0, "SQ203": 1.2, "SQ204": 0.0, "SQ205": 0.0, "SQ207": 0.0, "SQ208": 0.0},
}

#: How strongly a number is held to the editor's: one case moves it little, ten in one sense a good deal.
HOLD = 4.0

#: What is held to the editor's ten times as strongly: attacks, claims of a side, members named; cases seldom show them.
FIRM, FIRMLY = (
    (
        "attack",
        "accusation",
        "side",
        "named-after",
        "known-before",
        "access",
        "nameless-reports",
        "called-source",
        "SQ203",
    ),
    40.0,
)

#: The precision that is asked of warnings where whole publishers are held out, how much less strength an info takes
#: and how much more an error, for which a grave claim must be made beside.
WARNINGS, INFO, ERROR = 0.75, 1.4, 0.7


class Case(NamedTuple):
    """A flag of a rule on sources: whose article it is in, what counts in it, and the need of its sentence."""

    publisher: str
    counts: Mapping[str, float]
    need: int
    told: str


def cases(articles: Sequence[Article], rulebook: Rulebook) -> list[Case]:
    """Return the flags that the rules on sources raise in articles."""
    found = []
    for article in articles:
        context = Context(article.read, rulebook)
        for rule, flags in raised(context):
            if rule.code not in rulebook.sourcing.rules:
                continue
            for flag in flags:
                if flag.most is None and flag.stands(context):
                    counts = {**context.vague.counts(flag), rule.code: 1.0, "start": 1.0}
                    start = flag.span.start
                    need = next((need for first, last, need in article.marked if first <= start < last), 0)
                    sentence = article.read.story.document.sentences[flag.sentence]
                    told = " ".join(article.read.story.text[sentence.start : sentence.end].split())
                    found.append(Case(article.publisher, counts, need, told))
    return found


def fit(found: Sequence[Case]) -> dict[str, float]:
    """Return the numbers that the cases ask for, held to the editor's."""
    names = list(EDITOR)
    rows = np.array([[case.counts.get(name, 0.0) for name in names] for case in found])
    needs = np.array([float(case.need > 0) for case in found])
    given = np.array([EDITOR[name] for name in names])
    hold = np.array([FIRMLY if name in FIRM else HOLD for name in names])
    numbers = given.copy()
    for _ in range(200):  # small steps of Newton's on the log loss with a square hold
        chance = 1 / (1 + np.exp(-np.clip(rows @ numbers, -30, 30)))
        slope = rows.T @ (chance - needs) + hold * (numbers - given)
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(hold)
        numbers = numbers - 0.3 * np.linalg.solve(curve, slope)
    return {name: round(float(number), 2) + 0.0 for name, number in zip(names, numbers, strict=True)}


def total(case: Case, numbers: Mapping[str, float]) -> float:
    """Return the strength of a case."""
    return sum(numbers.get(name, 0.0) * count for name, count in case.counts.items())


def held_out(found: Sequence[Case]) -> list[float]:
    """Return the strength of each case by the numbers fitted to the other publishers'."""
    apart = {p: fit([case for case in found if case.publisher != p]) for p in {case.publisher for case in found}}
    return [total(case, apart[case.publisher]) for case in found]


def least(totals: Sequence[float], found: Sequence[Case], precision: float) -> float:
    """Return the lowest strength from which on that share of the cases is right."""
    order = np.argsort(-np.array(totals))
    right = np.cumsum([found[place].need > 0 for place in order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(right >= precision)
    return float(totals[order[enough[-1]]]) if len(enough) else float(max(totals))


def loss(totals: Sequence[float], found: Sequence[Case]) -> float:
    """Return the mean log loss."""
    signs = [1 if case.need else -1 for case in found]
    return float(np.mean(np.log1p(np.exp(-np.array(totals) * np.array(signs)))))


def ranked(totals: Sequence[float], found: Sequence[Case]) -> float:
    """Return the share of pairs of a case to tell and one not in which the first weighs more."""
    right = [strength for strength, case in zip(totals, found, strict=True) if case.need]
    wrong = [strength for strength, case in zip(totals, found, strict=True) if not case.need]
    return float(np.mean([(a > b) + (a == b) / 2 for a in right for b in wrong]))


def table(totals: Sequence[float], found: Sequence[Case], level: float) -> str:
    """Return by rule how many cases at or above a strength are right, and how many that are right lie below."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for strength, case in zip(totals, found, strict=True):
        (code,) = [name for name in case.counts if name.startswith("SQ")]
        for row in (counts[code], counts["all"]):
            row[0] += strength >= level and case.need > 0
            row[1] += strength >= level
            row[2] += case.need > 0
    lines = ["| rule | right of told | of those to tell |", "|---|---|---|"]
    lines += [f"| {code} | {right} of {told} | {of} |" for code, (right, told, of) in sorted(counts.items())]
    return "\n".join(lines)


def written(numbers: Mapping[str, float], levels: Mapping[str, float], text: str) -> str:
    """Return the text of the rule file with its numbers replaced; comments and order stay."""
    lines = []
    for line in text.splitlines():
        match = re.fullmatch(r"( {2,4})([\w-]+): (-?[\d.]+)", line)
        if match and match[2] in numbers:
            line = f"{match[1]}{match[2]}: {numbers[match[2]]:g}"
        told = ", ".join(f"{name}: {level:g}" for name, level in levels.items())
        lines.append(re.sub(r"^  levels: \{[^}]*\}", f"  levels: {{{told}}}", line))
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", nargs="+", help="JSON lines (.jsonl, .jsonl.gz)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the numbers into this rule file")
    parser.add_argument("--cases", action="store_true", help="list the cases with their held-out strength")
    args = parser.parse_args()
    rulebook = load_rulebook()
    found = cases(load(args.articles, rulebook), rulebook)
    totals, numbers = held_out(found), fit(found)
    warning = least(totals, found, WARNINGS)
    levels = {"info": warning - INFO, "warning": warning, "error": warning + ERROR}
    levels = {name: round(level, 2) for name, level in levels.items()}
    print(f"{len(found)} cases, {sum(case.need > 0 for case in found)} to tell; levels {levels}")
    print(f"held out: mean log loss {loss(totals, found):.3f}, pairs in the right order {ranked(totals, found):.3f}")
    print(table(totals, found, levels["warning"]))
    if args.cases:
        for strength, case in sorted(zip(totals, found, strict=True), key=lambda pair: -pair[0]):
            counts = " ".join(name for name in case.counts if name != "start")
            print(f"{strength:6.2f} {case.need} {counts} | {case.told[:200]}")
    if args.write:
        args.write.write_text(written(numbers, levels, args.write.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
