"""Rule files to a `Rulebook`: everything resolved, checked and compiled once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import regex

from linter.findings import Severity, SourceKind
from linter.rulebook import model, schema
from linter.rulebook.errors import RuleFileError, TemplateError, did_you_mean
from linter.rulebook.frames import compile_frame
from linter.rulebook.prefilter import Prefilter
from linter.rulebook.source import LoadedFile
from linter.rulebook.template import EDGE, Slot, Word, entry_literal, is_word, list_starts, literal_sets, normalise, parse, to_regex, word_regex

FORMS = ("base", "s", "past", "ing", "pp")

#: What a rule may name in `unless` beside the conditions that rule files define; see linter/checks.
CONTEXTS = frozenset(
    {
        "quoted",
        "attributed",
        "answered",
        "known-by-one-name",
        "source-near",
        "question",
        "negated",
        "named-members",
        "followed-by-source",
        "accusation-told",
    }
)


class Compiler:
    """Gathers what the loaded files say and turns it into one rulebook."""

    def __init__(self, files: Sequence[LoadedFile]) -> None:
        self.files = files
        self.words = self._gather_words()
        self.text_patterns: list[model.TextPattern] = []
        self.uses: dict[str, list[list[object]]] = defaultdict(lambda: [[], [], [], []])

    def rulebook(self, profile: str, layers: Iterable[LoadedFile], conventions: object) -> model.Rulebook:
        """Compile everything; `layers` are the files whose select, ignore and severity decide, in order."""
        frames, patterns = self._frames()
        self._cues(frames)
        conditions = self._conditions()
        rules = self._severities(self._rules(conditions, frozenset(p.id for p in patterns)), layers)
        prefilter = Prefilter(self.uses)
        return model.Rulebook(
            profile=profile,
            language=self.files[0].content.language if self.files else "en",
            rules=tuple(sorted(rules, key=lambda rule: rule.code)),
            patterns=tuple(patterns),
            frames={name: tuple(found) for name, found in frames.items() if name},
            conditions=conditions,
            words={name: frozenset(form for e in entries for form in _forms(e)) for name, entries in self.words.items()},
            text_patterns=tuple(self.text_patterns),
            prefilter=prefilter,
            uses=self._uses(prefilter),
            conventions=conventions,
        )

    def _uses(self, prefilter: Prefilter) -> model.Uses:
        """Return what each literal may begin, by its index in the prefilter."""
        kinds = zip(*(self.uses[literal] for literal in prefilter.literals), strict=True)
        return model.Uses(*({at: tuple(found) for at, found in enumerate(kind) if found} for kind in kinds))

    def _gather_words(self) -> dict[str, list[str]]:
        raw: dict[str, list[str]] = defaultdict(list)
        origin: dict[str, tuple[LoadedFile, str]] = {}
        for file in self.files:
            for name, entries in file.content.words.items():
                origin.setdefault(name, (file, name))
                raw[name].extend(entries)
            raw["outlets"].extend(file.content.outlets)
        for file in self.files:
            for name, dropped in file.content.without.words.items():
                raw[name] = [entry for entry in raw[name] if entry not in dropped]

        def resolve(name: str, above: tuple[str, ...]) -> list[str]:
            entries: list[str] = []
            for entry in raw[name]:
                if not entry.startswith("@"):
                    entries.append(entry)
                    continue
                file, key = origin[name]
                if entry[1:] not in raw:
                    raise file.error(f"no word list is called '{entry[1:]}'" + did_you_mean(entry[1:], raw), "words", key)
                if entry[1:] in above:
                    raise file.error(f"the word list '{entry[1:]}' takes in itself", "words", key)
                entries.extend(resolve(entry[1:], (*above, entry[1:])))
            return entries

        return {name: resolve(name, (name,)) for name in list(raw)}

    def _frames(self) -> tuple[dict[str, list[model.Frame]], list[model.PatternInfo]]:
        frames: dict[str, list[model.Frame]] = defaultdict(list)
        infos: dict[str, model.PatternInfo] = {}
        dropped = {name for file in self.files for name in file.content.without.patterns}
        for file, index, spec in _each(self.files, "patterns"):
            if spec.id in infos:
                other = infos[spec.id]
                raise file.error(f"the pattern '{spec.id}' stands already at {other.path}:{other.line}", "patterns", index, "id")
            templates = [spec.template] if isinstance(spec.template, str) else spec.template
            line = file.places[("patterns", index)][0]
            infos[spec.id] = model.PatternInfo(
                spec.id, tuple(templates), tuple(spec.examples), tuple(spec.not_examples), file.path, line
            )
            if spec.id in dropped:
                continue
            for place, template in enumerate(templates):
                try:
                    frame, needs = compile_frame(template, spec, len(infos) * 100 + place, self.words)
                except (TemplateError, regex.error) as error:
                    raise file.error(str(error), "patterns", index, "template") from None
                if frame.words is not None:
                    for literal in needs:
                        self.uses[literal][1].append(frame)
                else:
                    frames[frame.cue_frame].append(frame)
        return frames, [info for info in infos.values() if info.id not in dropped]

    def _cues(self, frames: Mapping[str, Sequence[model.Frame]]) -> None:
        dropped = {lemma for file in self.files for lemma in file.content.without.cues}
        taken: set[str] = set()
        for file, index, spec in _each(self.files, "cues"):
            for frame in spec.frames:
                if frame not in frames:
                    raise file.error(
                        f"no attribution pattern has {{cue:{frame}}}" + did_you_mean(frame, frames), "cues", index, "frames"
                    )
            taken.update(spec.frames)
            if spec.lemma in dropped:
                continue
            tags: dict[str, set[str]] = defaultdict(set)
            names = FORMS if len(spec.forms) >= 4 else ("other",) * len(spec.forms)
            if len(spec.forms) > len(FORMS):
                raise file.error("a verb has at most five forms, a word that is no verb at most three", "cues", index, "forms")
            for name, form in zip(names, spec.forms, strict=False):
                tags[form].add(name)
            if len(spec.forms) == 4:
                tags[spec.forms[2]].add("pp")
            for form, forms in tags.items():
                phrase = regex.compile(word_regex(form), regex.I) if len(normalise(form).split()) > 1 else None
                cue = model.Cue(
                    spec.lemma, form, frozenset(forms), frozenset(spec.frames), spec.stance, spec.weight, phrase
                )
                self.uses[entry_literal(form, self.words)][0].append(cue)
        for name, found in frames.items():
            if name not in taken:
                raise RuleFileError(f"pattern '{found[0].pattern}': no cue has the frame '{name}'" + did_you_mean(name, taken))

    def _conditions(self) -> dict[str, model.Condition]:
        conditions: dict[str, model.Condition] = {}
        for file in self.files:
            for name, spec in file.content.conditions.items():
                if name in CONTEXTS:
                    raise file.error(f"the condition '{name}' is built in; choose another name", "conditions", name)
                found = self._patterns(file, name, spec.patterns, "conditions", name)
                if name in conditions:  # a newsroom adds to ours
                    found = (*conditions[name].patterns, *found)
                conditions[name] = model.Condition(name, found, spec.within)
        return conditions

    def _patterns(
        self,
        file: LoadedFile,
        owner: str,
        specs: Sequence[str | schema.TextPatternSpec],
        *way: str | int,
        unless: Sequence[str] = (),
    ) -> tuple[model.TextPattern, ...]:
        made = []
        for index, spec in enumerate(specs):
            spec = schema.TextPatternSpec(template=spec) if isinstance(spec, str) else spec
            place = (*way, "patterns", index)
            if (spec.template is None) == (spec.regex is None):
                raise file.error("a pattern has either a template or a regex", *place)
            starts = None
            try:
                if spec.template is not None:
                    nodes = parse(spec.template)
                    needs = literal_sets(nodes, self.words)
                    starts = list_starts(nodes, self.words)
                    first = nodes[0]
                    word_first = isinstance(first, Word | Slot) and first != Slot("gap", getattr(first, "kind", ""))
                    head = r"\b" if word_first and is_word(first) else EDGE
                    source = f"{head}(?!\\s)(?:{to_regex(nodes, self.words)}){EDGE}"
                else:
                    source, needs = spec.regex or "", tuple([frozenset(map(normalise, spec.needs))] if spec.needs else [])
                compiled = regex.compile(source, regex.I)
            except (TemplateError, regex.error) as error:
                raise file.error(str(error), *place) from None
            pattern = model.TextPattern(
                index=len(self.text_patterns),
                owner=owner,
                source=spec.template or spec.regex or "",
                lazy=model.LazyRegex(compiled),
                literals=needs[0] if needs else frozenset(),
                needs=needs,
                starts=starts,
                severity=_severity(spec.severity),
                unless=tuple(spec.unless),
                in_quotations="quoted" not in (*unless, *spec.unless),
                weight=spec.weight,
                raw=spec.regex is not None,
            )
            self.text_patterns.append(pattern)
            for place, need in enumerate(needs):
                for literal in need:
                    use = (pattern.index, 1 << place, len(needs))
                    self.uses[literal][2].append(use)
                    if pattern.in_quotations:
                        self.uses[literal][3].append(use)
            made.append(pattern)
        return tuple(made)

    def _rules(self, conditions: Mapping[str, object], patterns: frozenset[str]) -> list[model.Rule]:
        rules: dict[str, model.Rule] = {}
        names: dict[str, model.Rule] = {}
        for file, index, spec in _each(self.files, "rules"):
            other = rules.get(spec.code) or names.get(spec.name)
            if other:
                key = "code" if other.code == spec.code else "name"
                raise file.error(
                    f"the {key} '{getattr(spec, key)}' stands already at {other.path}:{other.line}", "rules", index, key
                )
            if (spec.finds == "patterns") != bool(spec.patterns) and spec.finds not in ("source", "cue"):
                raise file.error(f"{spec.code} finds {spec.finds}: it needs patterns just then", "rules", index)
            for name in (*spec.where.words, *spec.where.content):
                if name not in self.words:
                    raise file.error(f"no word list '{name}'" + did_you_mean(name, self.words), "rules", index, "where")
            for name in spec.where.pattern:
                if name not in patterns:
                    raise file.error(f"no pattern '{name}'" + did_you_mean(name, patterns), "rules", index, "where")
            made = self._patterns(file, spec.code, spec.patterns, "rules", index, unless=spec.unless)
            for unless in (*spec.unless, *(name for pattern in made for name in pattern.unless)):
                if unless not in conditions and unless not in CONTEXTS:
                    known = [*conditions, *CONTEXTS]
                    raise file.error(f"no condition '{unless}'" + did_you_mean(unless, known), "rules", index, "unless")
            rule = model.Rule(
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
                patterns=made,
                where=model.Where(*(frozenset(getattr(spec.where, k)) for k in ("kind", "stance", "pattern", "cue", "words", "content"))),
                unless=tuple(spec.unless),
                zones=frozenset(spec.zones),
                limit=spec.limit or 0,
                once=spec.once,
                path=file.path,
                line=file.places[("rules", index)][0],
            )
            rules[rule.code] = names[rule.name] = rule
        return list(rules.values())

    def _severities(self, rules: list[model.Rule], layers: Iterable[LoadedFile]) -> list[model.Rule]:
        in_force: dict[str, Severity | None] = {rule.code: None for rule in rules}
        for file in layers:
            own = {file.path}
            for rule in rules:
                if rule.path in own:
                    in_force[rule.code] = rule.default
            for key in ("select", "ignore"):
                for index, text in enumerate(getattr(file.content, key)):
                    for rule in _fitting(text, rules, file, key, index):
                        in_force[rule.code] = (in_force[rule.code] or rule.default) if key == "select" else None
            for text, name in file.content.severity.items():
                for rule in _fitting(text, rules, file, "severity", text):
                    if name == "off" or in_force[rule.code] is not None:
                        in_force[rule.code] = _severity(name)
        return [_with_severity(rule, in_force[rule.code]) for rule in rules]


def _each(files: Sequence[LoadedFile], key: str) -> Iterable[tuple[LoadedFile, int, object]]:
    for file in files:
        for index, spec in enumerate(getattr(file.content, key)):
            yield file, index, spec


def _fitting(text: str, rules: Sequence[model.Rule], file: LoadedFile, *way: str | int) -> list[model.Rule]:
    found = [rule for rule in rules if model.fits(text, rule)]
    if not found:
        known = [key for rule in rules for key in (rule.code, rule.name)]
        raise file.error(f"no rule '{text}'" + did_you_mean(text, known), *way)
    return found


def _with_severity(rule: model.Rule, severity: Severity | None) -> model.Rule:

    return rule._replace(severity=severity)


def _severity(name: str | None) -> Severity | None:
    return None if name in (None, "off") else Severity[str(name).upper()]


def _forms(entry: str) -> list[str]:
    return [normalise(form.strip()) for form in entry.split("|") if form.strip()]


__all__ = ["CONTEXTS", "Compiler", "SourceKind"]
