"""Rule files to a `Rulebook`: everything resolved, checked and compiled once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import TypeVar

import regex

from linter.findings import Severity, SourceKind
from linter.rulebook import schema
from linter.rulebook.contexts import CONTEXTS
from linter.rulebook.errors import RuleFileError, TemplateError, did_you_mean
from linter.rulebook.frames import compile_frame
from linter.rulebook.genres import compile_genres, opening, with_changes
from linter.rulebook.layers import put_in_force
from linter.rulebook.levelling import normalise
from linter.rulebook.literals import entry_literal
from linter.rulebook.model import Rule, Rulebook, Where
from linter.rulebook.patterns import Condition, Cue, Frame, LazyRegex, PatternInfo, TextPattern, Uses
from linter.rulebook.points import compile_attitudes, compile_weights
from linter.rulebook.prefilter import Prefilter
from linter.rulebook.regexes import Regexes
from linter.rulebook.source import LoadedFile
from linter.rulebook.sourcing import compile_sourcing
from linter.rulebook.strength import compile_strength
from linter.rulebook.template import word_regex
from linter.rulebook.textpatterns import TextPatterns
from linter.rulebook.wordlists import Shared, forms, gather_words

#: The forms of a verb, in the order in which a rule file lists them.
FORMS = ("base", "s", "past", "ing", "pp")

#: What a rule may find with patterns beside those of claims.
_WITH_PATTERNS = ("source", "cue", "headline", "no-response")

Spec = TypeVar("Spec")


class Compiler:
    """Gathers what the loaded files say and turns it into one rulebook."""

    def __init__(self, files: Sequence[LoadedFile], regexes: Regexes) -> None:
        self.files = files
        self.words = gather_words(files)
        self.shared = Shared()
        self.text = TextPatterns(self.words, self.shared, regexes)
        self.cue_uses: dict[str, list[Cue]] = defaultdict(list)
        self.frame_uses: dict[str, list[Frame]] = defaultdict(list)

    def rulebook(
        self, profile: str, layers: Sequence[LoadedFile], conventions: object, own: Iterable[str] = ()
    ) -> Rulebook:
        """Compile everything; `layers` are the files whose select, ignore and severity decide, in order.

        `own` has the paths of those that are a newsroom's.
        """
        frames, patterns = self._frames()
        self._cues(frames)
        conditions = self._conditions()
        self._strength = compile_strength(self.files, self.text, self.words, [pattern.id for pattern in patterns])
        self._sourcing = compile_sourcing(self.files, self.text, self.words)
        genres = compile_genres(self.files, self.text)
        rules = put_in_force(self._rules(conditions, frozenset(p.id for p in patterns), genres), layers, frozenset(own))
        prefilter = Prefilter([*self.cue_uses, *self.frame_uses, *self.text.literals()])
        made = Rulebook(
            profile=profile,
            language=self.files[0].content.language if self.files else "en",
            rules=tuple(sorted(rules, key=lambda rule: rule.code)),
            patterns=tuple(patterns),
            frames={name: tuple(found) for name, found in frames.items() if name},
            conditions=conditions,
            words={
                name: self.shared[frozenset(form for entry in entries for form in forms(entry))]
                for name, entries in self.words.items()
            },
            strength=self._strength,
            sourcing=self._sourcing,
            text_patterns=tuple(self.text.all),
            prefilter=prefilter,
            uses=Uses(
                _by_index(self.cue_uses, prefilter),
                _by_index(self.frame_uses, prefilter),
                self.text.uses(prefilter.literals),
            ),
            weights=compile_weights(self.files),
            attitudes=compile_attitudes(self.files),
            conventions=conventions,
            genres=with_changes(genres, self.files, rules),
            opening=opening(self.files),
        )
        for file in layers:
            if file.content.genre:
                try:
                    made = made.read_as(file.content.genre)
                except RuleFileError as error:
                    raise file.error(error.message, "genre") from None
        return made

    def _frames(self) -> tuple[dict[str, list[Frame]], list[PatternInfo]]:
        frames: dict[str, list[Frame]] = defaultdict(list)
        infos: dict[str, PatternInfo] = {}
        dropped = {name for file in self.files for name in file.content.without.patterns}
        for file, index, spec in _each(self.files, lambda content: content.patterns):
            if spec.id in infos:
                other = infos[spec.id]
                message = f"the pattern '{spec.id}' stands already at {other.path}:{other.line}"
                raise file.error(message, "patterns", index, "id")
            templates = [spec.template] if isinstance(spec.template, str) else spec.template
            line = file.places[("patterns", index)][0]
            infos[spec.id] = PatternInfo(
                spec.id, tuple(templates), tuple(spec.examples), tuple(spec.not_examples), file.path, line
            )
            if spec.id in dropped:
                continue
            for place, template in enumerate(templates):
                try:
                    frame, needs = compile_frame(template, spec, len(infos) * 100 + place, self.words)
                except (TemplateError, regex.error) as error:
                    raise file.error(f"'{template}': {error}", "patterns", index, "template") from None
                if frame.words is None:
                    frames[frame.cue_frame].append(frame)
                for literal in needs if frame.words is not None else ():
                    self.frame_uses[literal].append(frame)
        return frames, [info for info in infos.values() if info.id not in dropped]

    def _cues(self, frames: Mapping[str, Sequence[Frame]]) -> None:
        dropped = {lemma for file in self.files for lemma in file.content.without.cues}
        taken: set[str] = set()
        for file, index, spec in _each(self.files, lambda content: content.cues):
            for frame in spec.frames:
                if frame not in frames:
                    message = f"no attribution pattern has {{cue:{frame}}}" + did_you_mean(frame, frames)
                    raise file.error(message, "cues", index, "frames")
            if len(spec.forms) > len(FORMS):
                message = "a verb has at most five forms, a word that is no verb at most three"
                raise file.error(message, "cues", index, "forms")
            taken.update(spec.frames)
            if spec.lemma not in dropped:
                for cue in _forms_of(spec):
                    self.cue_uses[entry_literal(cue.text, self.words)].append(cue)
        for name, found in frames.items():
            if name not in taken:
                message = f"pattern '{found[0].pattern}': no cue has the frame '{name}'" + did_you_mean(name, taken)
                raise RuleFileError(message)

    def _conditions(self) -> dict[str, Condition]:
        conditions: dict[str, Condition] = {}
        for file in self.files:
            for name, spec in file.content.conditions.items():
                if name in CONTEXTS:
                    raise file.error(f"the condition '{name}' is built in; choose another name", "conditions", name)
                found = self.text.compile(file, name, spec.patterns, "conditions", name)
                means = spec.means
                if name in conditions:  # a newsroom adds to ours
                    found = (*conditions[name].patterns, *found)
                    means = means or conditions[name].means
                conditions[name] = Condition(name, found, spec.within, means or name.replace("-", " "))
        return conditions

    def _rules(
        self, conditions: Mapping[str, Condition], patterns: frozenset[str], genres: Iterable[str]
    ) -> list[Rule]:
        rules: dict[str, Rule] = {}
        names: dict[str, Rule] = {}
        for file, index, spec in _each(self.files, lambda content: content.rules):
            other = rules.get(spec.code) or names.get(spec.name)
            if other:
                key = "code" if other.code == spec.code else "name"
                message = f"the {key} '{getattr(spec, key)}' stands already at {other.path}:{other.line}"
                raise file.error(message, "rules", index, key)
            self._check_rule(file, index, spec, patterns)
            for name in spec.where.genre:
                if name not in genres:
                    raise file.error(f"no genre '{name}'" + did_you_mean(name, genres), "rules", index, "where")
            made = self.text.compile(file, spec.code, spec.patterns, "rules", index, unless=spec.unless)
            for unless in (*spec.unless, *(name for pattern in made for name in pattern.unless)):
                if unless not in conditions and unless not in CONTEXTS:
                    message = f"no condition '{unless}'" + did_you_mean(unless, [*conditions, *CONTEXTS])
                    raise file.error(message, "rules", index, "unless")
            rule = _rule(spec, made, file.path, file.places[("rules", index)][0])
            in_part = dict.fromkeys(name for pattern in made for name in pattern.unless if name not in rule.unless)
            rule = rule._replace(
                silent=_means(rule.unless, conditions),
                in_part=_means(in_part, conditions),
                weighed=rule.code in self._strength.rules or rule.code in self._sourcing.rules,
            )
            rules[rule.code] = names[rule.name] = rule
        return list(rules.values())

    def _check_rule(self, file: LoadedFile, index: int, spec: schema.RuleSpec, patterns: frozenset[str]) -> None:
        if (spec.finds == "patterns") != bool(spec.patterns or spec.words) and spec.finds not in _WITH_PATTERNS:
            raise file.error(f"{spec.code} finds {spec.finds}: it needs patterns just then", "rules", index)
        for name in spec.words:
            if name not in self._strength.lists:
                message = f"'strength' weighs no word list '{name}'" + did_you_mean(name, self._strength.lists)
                raise file.error(message, "rules", index, "words", name)
        for name in (*spec.where.words, *spec.where.content):
            if name not in self.words:
                raise file.error(f"no word list '{name}'" + did_you_mean(name, self.words), "rules", index, "where")
        steps = [step.name for step in self._sourcing.steps]
        for names, known, what in (
            (spec.where.step, steps, "step"),
            (spec.where.claims, self._sourcing.claims, "kind of claim"),
        ):
            for name in names:
                if name not in known:
                    raise file.error(f"no {what} '{name}'" + did_you_mean(name, known), "rules", index, "where")
        for name in spec.where.pattern:
            if name not in patterns:
                raise file.error(f"no pattern '{name}'" + did_you_mean(name, patterns), "rules", index, "where")


def _forms_of(spec: schema.CueSpec) -> list[Cue]:
    """Return one cue for each form of a lexicon entry that looks different."""
    names = FORMS if len(spec.forms) >= 4 else ("other",) * len(spec.forms)
    tags: dict[str, set[str]] = defaultdict(set)
    for name, form in zip(names, spec.forms, strict=False):
        tags[form].add(name)
    if len(spec.forms) == 4:  # the past participle is the past
        tags[spec.forms[2]].add("pp")
    frames = frozenset(spec.frames)
    return [
        Cue(intern(spec.lemma), intern(form), frozenset(tag), frames, spec.stance, spec.weight, _phrase(form))
        for form, tag in tags.items()
    ]


def _phrase(form: str) -> LazyRegex | None:
    return LazyRegex(regex.compile(word_regex(form), regex.I)) if len(normalise(form).split()) > 1 else None


def _rule(spec: schema.RuleSpec, patterns: tuple[TextPattern, ...], path: str, line: int) -> Rule:
    where = spec.where
    return Rule(
        code=spec.code,
        name=spec.name,
        severity=None,
        default=Severity[spec.severity.upper()],
        catches=spec.catches,
        message=" ".join(spec.message.split()),
        why=" ".join(spec.why.split()),
        fix=" ".join(spec.fix.split()),
        based_on=spec.based_on,
        fails=tuple(spec.examples.fail),
        passes=tuple(spec.examples.pass_),
        finds=spec.finds,
        patterns=patterns,
        where=Where(
            kind=frozenset(where.kind),
            stance=frozenset(where.stance),
            pattern=frozenset(where.pattern),
            cue=frozenset(where.cue),
            words=frozenset(where.words),
            content=frozenset(where.content),
            step=frozenset(where.step),
            claims=frozenset(where.claims),
            genre=frozenset(where.genre),
            labelled=where.labelled,
        ),
        unless=tuple(spec.unless),
        zones=frozenset(spec.zones),
        limit=spec.limit or 0,
        once=spec.once,
        words=spec.words,
        together=" ".join(spec.together.split()),
        otherwise=" ".join(spec.otherwise.split()),
        path=path,
        line=line,
        scope=spec.scope,
        finds_kind=SourceKind(spec.finds_kind),
    )


def _means(names: Iterable[str], conditions: Mapping[str, Condition]) -> tuple[str, ...]:
    """Return reasons to keep silent in words."""
    return tuple(CONTEXTS[name] if name in CONTEXTS else conditions[name].means for name in names)


def _each(
    files: Sequence[LoadedFile], specs: Callable[[schema.RuleFile], Sequence[Spec]]
) -> Iterator[tuple[LoadedFile, int, Spec]]:
    """Yield the specs of all files, each with its file and its index there."""
    for file in files:
        for index, spec in enumerate(specs(file.content)):
            yield file, index, spec


def _by_index(uses: Mapping[str, Sequence[Spec]], prefilter: Prefilter) -> dict[int, tuple[Spec, ...]]:
    """Key what literals may begin by their index in the prefilter."""
    return {index: tuple(uses[literal]) for index, literal in enumerate(prefilter.literals) if literal in uses}
