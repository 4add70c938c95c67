"""What the rules raise before it is weighed, and what becomes of it: a finding, or nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from linter.checks.context import Context
from linter.document import Span
from linter.findings import Attribution, Finding, Severity, Strength
from linter.rulebook.model import Rule
from linter.rulebook.patterns import TextPattern

#: Words that are named at most, where none tells enough alone.
NAMED = 3

#: The least weight of a word that is named by itself, and of a flag that is told of as an info.
HEARD = 0.5

_NO_WORDS: Mapping[str, str] = {}


class Flag(NamedTuple):
    """Words that a rule would speak of, in the sentence of that index.

    `weight` is what they add: at 1 they may speak by themselves, below it in company, above it even in plain copy.
    `most` is the highest severity they may have, `words` fill the message, `of` is the word list that they stand in,
    if they were found by one. A flag that has not been `asked` may still be excused. `said` is the attribution that
    it was found by.
    """

    rule: Rule
    span: Span
    sentence: int
    weight: float = 1.0
    most: Severity | None = None
    words: Mapping[str, str] = _NO_WORDS
    pattern: TextPattern | None = None
    of: str = ""
    asked: bool = True
    said: Attribution | None = None

    def stands(self, context: Context) -> bool:
        """Tell whether nothing excuses it."""
        if self.asked:
            return True
        unless = (*self.rule.unless, *self.pattern.unless) if self.pattern else self.rule.unless
        return self.span.start < self.span.end and not context.excuses.hold(unless, self.span, self.sentence)

    def finding(self, context: Context) -> Finding:
        """Return the finding, no heavier than it may be."""
        found = context.finding(self.rule, self.span, **self.words)
        return found._replace(severity=min(found.severity, self.ceiling)) if self.ceiling else found

    @property
    def ceiling(self) -> Severity | None:
        """The most that a finding of it may weigh, where its pattern or its place sets it."""
        return min([one for one in (self.most, self.pattern and self.pattern.severity) if one], default=None)


def find_words(context: Context, rule: Rule, index: int) -> Iterator[Flag]:
    """Yield a flag for each word of the rule's lists in a sentence, not yet asked for excuses."""
    if not context.speaks_in(rule, context.document.sentences[index]):
        return
    here = context.places.lists(index)
    for name, weight in rule.words.items():
        pattern = context.rulebook.strength.lists[name]
        if pattern.number in here:
            for found in context.places.listed(pattern, index):
                yield Flag(rule, found.span, index, weight, of=name, asked=False)


def settled(context: Context, flags: Iterable[Flag]) -> Iterator[Finding]:
    """Yield the findings of a rule that is not graded: its flags that stand, and weigh 1 in their sentence together."""
    for here in _by_sentence(flags).values():
        standing = [flag for flag in here if flag.stands(context)]
        heavy = [flag for flag in standing if flag.weight >= 1]
        if not heavy and sum(flag.weight for flag in standing) >= 1:
            heavy = [max(standing, key=lambda flag: flag.weight)]
        yield from (flag.finding(context) for flag in heavy)


def graded(context: Context, flags: Iterable[Flag], asked: Iterable[int] = ()) -> Iterator[Finding]:
    """Yield the findings of the graded rules, each as heavy as the strength of its sentence makes it.

    Where that is enough for a warning, the strongest flag of each rule, and of each family of claims, becomes a
    finding of the severity that the profile gives its rule, and a claim that is more than light words an error where
    it is enough for one. Below, the strongest is an info if the strength is enough for that, and one that may speak
    by itself in any case. Where it is `asked` already who says so, at these places, no light words ask it again.
    """
    by_sentence = _by_sentence(flags)
    rulebook = context.rulebook
    worded = [rule for rule in rulebook.rules if rule.words and rule.severity and rule.code in rulebook.strength.rules]
    questioned = {context.document.sentence_at(start) for start in asked}
    for index in range(len(context.document.sentences)):
        here = by_sentence.get(index, [])
        if _may_speak(context, index, here, worded):
            here += [flag for rule in worded for flag in find_words(context, rule, index)]
            here.sort(key=lambda flag: flag.rule.code)
            yield from _grade(context, index, here, asked=index in questioned)


def _may_speak(context: Context, index: int, flags: Sequence[Flag], worded: Sequence[Rule]) -> bool:
    """Tell whether a finding may come of a sentence, at the most that its flags and words can add.

    Of most sentences none can, and their words need not be looked at one by one.
    """
    if any([flag.weight >= 1 for flag in flags]):
        return True
    grader, often = context.grader, context.rulebook.strength.often
    spoken = heaviest(flags, often)
    for rule in worded:
        if not context.speaks_in(rule, context.document.sentences[index]):
            continue
        for name, count in grader.found(index).items():
            weight = rule.words.get(name)
            if weight is not None:
                if weight >= 1:
                    return True
                spoken[rule.code] = min(spoken.get(rule.code, 0.0) + weight * count, often)
    if not spoken:
        return False
    most = grader.base(index) + sum([part.value for part in grader.rules(spoken) if part.value > 0])
    return grader.level(most) is not None


def _grade(context: Context, index: int, flags: Sequence[Flag], *, asked: bool) -> Iterator[Finding]:
    """Yield the findings of one sentence; of light words none where it is `asked` already who says so."""
    grader = context.grader
    standing = [flag for flag in flags if flag.stands(context)]
    if not standing:
        return
    often = context.rulebook.strength.often
    spoken = heaviest(standing, often)
    total = grader.total(index, spoken)
    level = grader.level(total)
    if level is Severity.ERROR:  # what is asked even in plain copy makes no error of itself
        plain = {code: min(weight, often) for code, weight in spoken.items()}
        level = max(Severity.WARNING, grader.level(grader.total(index, plain)) or Severity.INFO)
    families: dict[str, list[Flag]] = defaultdict(list)
    for flag in standing:
        code = flag.rule.code
        families[code[:2] if context.grader.claims(code) else code].append(flag)
    for family in families.values():
        best = max(family, key=lambda flag: (context.grader.pull(flag.rule.code, flag.weight, flag.of), *_place(flag)))
        if level is None:
            best = max(family, key=lambda flag: (flag.weight, *_place(flag)))
        if best.weight < (1 if level is None else HEARD if level is Severity.INFO else 0):
            continue
        light = bool(best.of) and best.weight < HEARD
        if light and (asked or len(families) > 1 or not grader.surely(total)):  # or another rule has more to name
            continue
        found, strength = best.finding(context), grader.strength(index, spoken)
        if light and best.rule.together:
            found = found._replace(message=_together(context, best.rule, family))
        severity, claims = found.severity, grader.claims(best.rule.code)
        if level is None or level is Severity.INFO:
            severity = Severity.INFO
        elif level is Severity.ERROR and not light and severity is Severity.WARNING:
            held = all([flag.ceiling for flag in family if flag.weight >= min(best.weight, 1)])
            severity = Severity.ERROR if claims and not held else severity
        strength = strength._replace(because=_because(best, severity, strength, light=light, claims=claims))
        yield found._replace(severity=severity, strength=strength)
        named = [best.span]
        for flag in family if best.weight >= 1 else ():  # what the rule would say by itself, it says each time
            if flag.rule is best.rule and flag.weight >= 1 and _take(flag.span, named):
                yield flag.finding(context)._replace(severity=severity, strength=strength)


def _take(span: Span, taken: list[Span]) -> bool:
    """Put a span among those that are taken, which stand in order and apart; return whether there was room for it."""
    at = bisect_left(taken, span)
    if any([span.overlaps(one) for one in taken[max(0, at - 1) : at + 1]]):
        return False
    taken.insert(at, span)
    return True


def weighed(context: Context, flags: Iterable[Flag]) -> Iterator[Finding]:
    """Yield the findings of the rules on sources, each as heavy as the strength of its flag makes it.

    Where that is enough for a warning, it is of the severity that the profile gives its rule, and an error where it
    is enough for one. Of flags that overlap, the attack speaks, or else the one that weighs most.
    """
    for here in _by_sentence(flags).values():
        found = [_weigh(context, flag) for flag in here if flag.stands(context)]
        yield from apart([finding for finding in found if finding], _by_weight)


def _weigh(context: Context, flag: Flag) -> Finding | None:
    """Return the finding of one flag, if it weighs enough for any."""
    vague = context.vague
    strength = vague.strength(flag)
    # What a pattern names is told at least as an info.
    level = vague.level(strength) or (Severity.INFO if flag.pattern else None)
    if level is None:
        return None
    words = {**flag.words, "known": vague.known(flag)}
    finding = flag._replace(span=vague.source(flag), words=words).finding(context)
    severity = min(finding.severity, level)
    if level is Severity.ERROR and finding.severity is Severity.WARNING and flag.ceiling is None:
        severity = Severity.ERROR
    held = "" if level is strength.level else vague.holds(strength)
    return finding._replace(
        severity=severity, strength=strength._replace(because=_because(flag, severity, strength, held=held))
    )


def _because(
    flag: Flag, severity: Severity, strength: Strength, held: str = "", *, light: bool = False, claims: bool = True
) -> str:
    """Return in words why a finding has another severity than its sum alone would give it; "" where it has that."""
    level, rule = strength.level, flag.rule
    if severity is level:
        return ""
    if level is None:
        return "these words are told of whatever the sum"
    if severity is rule.severity and severity is not Severity.WARNING:
        return f"{rule.code} is set to {severity.label}"
    if severity > level:
        return f"{rule.code} is {severity.label} wherever it speaks"
    if flag.ceiling:
        return f"these words are never more than {severity.label}"
    if light:
        return "no word in it would be asked after by itself"
    if not claims:
        return f"{rule.code} is never made an error by the sum"
    return held


def apart(findings: Iterable[Finding], key: Callable[[Finding], tuple[float, ...]]) -> list[Finding]:
    """Return, of findings that overlap, the one that comes first by `key`; all in that order."""
    kept: list[Finding] = []
    taken: list[Span] = []  # in order of their place: only a neighbour can overlap
    for finding in sorted(findings, key=key):
        at = bisect_left(taken, finding.span)
        if not any([finding.span.overlaps(span) for span in taken[max(0, at - 1) : at + 1]]):
            taken.insert(at, finding.span)
            kept.append(finding)
    return kept


def by_place(finding: Finding) -> tuple[float, ...]:
    """Put the finding that begins first before the others, and of several there the longest."""
    return finding.start, -finding.end


def _by_weight(finding: Finding) -> tuple[float, ...]:
    """Put the finding that weighs most before the others, and of several the one that begins first."""
    return -finding.severity, -(finding.strength.total if finding.strength else 0), finding.start


def _by_sentence(flags: Iterable[Flag]) -> Mapping[int, list[Flag]]:
    found: dict[int, list[Flag]] = defaultdict(list)
    for flag in flags:
        found[flag.sentence].append(flag)
    return found


def heaviest(flags: Iterable[Flag], often: float) -> dict[str, float]:
    """Return what each rule has spoken in a sentence: its flags up to `often` together, or one that weighs more."""
    found: dict[str, float] = {}
    for flag in flags:
        together = min(found.get(flag.rule.code, 0.0) + flag.weight, often)
        found[flag.rule.code] = max(found.get(flag.rule.code, 0.0), flag.weight, together)
    return found


def _together(context: Context, rule: Rule, flags: Iterable[Flag]) -> str:
    """Return what a rule says of words of which none tells enough alone: it names the strongest, in their order.

    None is named twice, nor in a part of a longer phrase.
    """
    mine = sorted([flag for flag in flags if flag.rule is rule], key=_place, reverse=True)
    mine.sort(key=lambda flag: -context.grader.pull(rule.code, flag.weight, flag.of))
    named: dict[Span, str] = {}
    for flag in mine:
        words = " ".join(context.text[slice(*flag.span)].split())
        told = words.lower() in map(str.lower, named.values())
        if len(named) < NAMED and not told and not any(flag.span.overlaps(span) for span in named):
            named[flag.span] = words
    return rule.together.replace("{matches}", ", ".join(f"'{named[span]}'" for span in sorted(named)))


def _place(flag: Flag) -> tuple[int, int]:
    """Return what puts the first flag of a sentence before the others, and of several there the longest."""
    return -flag.span.start, flag.span.end
