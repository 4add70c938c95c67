"""What a rule file may hold: the typed structs it is decoded into, and the JSON Schema made from them.

One shape serves every file: those saysso ships, a profile, and a newsroom's own. Unknown keys are errors.

`python -m linter.rulebook.schema > rules/schema.json` writes the schema that ships; a test holds it current.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from linter.rulebook.vocabulary import (
    AttitudeSign,
    Code,
    Finds,
    KindName,
    Name,
    PatternWeight,
    RuleSeverity,
    Scope,
    SeverityName,
    Share,
    SignPlace,
    Stance,
    Trait,
    Weight,
    Within,
    ZoneName,
)


class Strict(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A record in which a key that saysso does not know is an error."""


class CueSpec(Strict):
    """A cue: its forms, the frames it reports in, its stance, and how often it really reports (0 to 1).

    A verb's forms are base, third person, past, present participle and, where it differs, past participle.
    """

    lemma: str
    forms: Annotated[list[str], msgspec.Meta(min_length=1)]
    frames: Annotated[list[Name], msgspec.Meta(min_length=1)]
    stance: Stance = "neutral"
    weight: Weight = 0.9


class PatternSpec(Strict):
    """An attribution pattern: a template with {source}, {cue:frame} and {content}, and its examples.

    One that does not `nest` is left out inside somebody else's words: "Roe said the union opposed the plan".
    """

    id: Name
    template: str | list[str]
    examples: Annotated[list[str], msgspec.Meta(min_length=1)]
    not_examples: Annotated[list[str], msgspec.Meta(min_length=1)]
    weight: Weight = 1.0
    kind: KindName | None = None
    stance: Stance | None = None
    negated: bool = False
    nests: bool = True
    zones: list[ZoneName] = []


class TextPatternSpec(Strict):
    """A pattern of a rule: a template, or several, or a raw `regex` with the literal words one of which it `needs`."""

    template: str | list[str] | None = None
    regex: str | None = None
    needs: list[str] = []
    severity: RuleSeverity | None = None
    unless: list[Name] = []
    weight: PatternWeight = 1.0


class Examples(Strict):
    """Copy in which the rule must speak, its words marked `[so]{match}`, and copy in which it must not."""

    fail: Annotated[list[str], msgspec.Meta(min_length=1)]
    pass_: Annotated[list[str], msgspec.Meta(min_length=1)] = msgspec.field(name="pass")


class Where(Strict):
    """Which attributions a rule on sources or cues looks at; an empty list lets all through.

    `words` names word lists, one of whose words must stand in the source; `content` names lists of which
    one word must stand in what is said. `step` names steps of the ladder of `sourcing`, `claims` kinds of claim of
    which one must stand in what is said. A rule that finds a genre looks at copy that reads as one of `genre`; with
    `labelled` false only where no sign that readers see names it.
    """

    kind: list[KindName] = []
    stance: list[Stance] = []
    pattern: list[Name] = []
    cue: list[str] = []
    words: list[Name] = []
    content: list[Name] = []
    genre: list[Name] = []
    labelled: bool = True
    step: list[Name] = []
    claims: list[Name] = []


class RuleSpec(Strict):
    """A rule: what it finds, when it keeps silent, what it says, why, and its examples.

    `words` names word lists of `strength` whose words it looks for, each with its weight beside its patterns'.
    `finds_kind` is the kind of the source that its patterns find.
    `together` is said in place of the message where words that weigh little alone are all there is to name; its
    {matches} are the strongest of them. `otherwise` is said in place of the message where one of its words is not
    known: who tells in the body what the headline claims.
    """

    code: Code
    name: Name
    severity: RuleSeverity
    catches: str
    message: str
    why: str
    fix: str
    based_on: str
    examples: Examples
    finds: Finds = "patterns"
    patterns: list[str | TextPatternSpec] = []
    where: Where = msgspec.field(default_factory=Where)
    unless: list[Name] = []
    zones: list[ZoneName] = []
    limit: Annotated[int, msgspec.Meta(ge=1)] | None = None
    once: bool = False
    scope: Scope = "place"
    words: dict[Name, Weight] = {}
    together: str = ""
    otherwise: str = ""
    finds_kind: KindName = "none"


class ConditionSpec(Strict):
    """A named reason for a rule to keep silent: one of the patterns stands `within` reach of the match.

    `means` tells it in words, to go on from "silent where": "the sentence is about sport".
    """

    patterns: list[str | TextPatternSpec]
    means: str = ""
    within: Within = "sentence"


class SignSpec(Strict):
    """What speaks for a genre, or with points below 0 against it, where there is enough of it.

    It is one of these: paragraphs that one of the regexes in `opens` matches from their beginning (headlines, bylines
    and notes are paragraphs too); sentences outside quotation marks in which one of the `patterns` stands; or a
    `share` that saysso counts. `least` and, if given, `most` say how much of it: below 1 a share of the paragraphs or
    sentences of the body, from 1 on a number. `told` is what is said of it; {match} is the first match. A `label` names
    the genre to readers. Of a sign whose `place` is the head, only what stands no later than the first paragraph
    counts, of one for the foot what stands in the last three.
    """

    told: str
    points: float
    opens: list[str] = []
    patterns: list[str | TextPatternSpec] = []
    share: Share | None = None
    least: Annotated[float, msgspec.Meta(ge=0)] = 1
    most: Annotated[float, msgspec.Meta(ge=0)] | None = None
    label: bool = False
    place: SignPlace = "anywhere"


class GenreSpec(Strict):
    """A kind of copy: the signs that tell it, and what it changes in the rules.

    The points of its signs add up: from `likely` on the copy is said to read as this genre, from `sure` on `severity`
    is in force too, beneath what a newsroom says of a rule by its code or name. `labels` are what front matter,
    envelopes and sections call it. `examples` are stories that must be told as this genre, `not_examples` others.
    """

    means: str = ""
    labels: list[str] = []
    likely: float | None = None
    sure: float | None = None
    signs: list[SignSpec] = []
    severity: dict[str, SeverityName] = {}
    examples: list[str] = []
    not_examples: list[str] = []


class WordPoints(Strict):
    """A verb that by itself says little of who speaks, its forms, and what it adds to the score of a sentence."""

    lemma: str
    forms: Annotated[list[str], msgspec.Meta(min_length=1)]
    points: float


class Weighing(Strict):
    """What tells, added up, whether a sentence that no pattern explains gives somebody's words.

    `base` is the score to begin with; `signs` are those of linter/attribution/signs.py. A sentence with more
    than no points is taken for attributed.
    """

    base: float = 0.0
    signs: dict[str, float] = {}
    words: list[WordPoints] = []


class AttitudeWordSpec(Strict):
    """A word that may tell whose side somebody takes, what they want or fear, its forms, and its points.

    `followed` adds points for what stands after the word. One that is not `sourced` names nobody whose attitude it is
    ("seems").
    """

    lemma: str
    forms: Annotated[list[str], msgspec.Meta(min_length=1)]
    points: float
    followed: dict[str, float] = {}
    sourced: bool = True


class AttitudesSpec(Strict):
    """What tells, added up, whether a word tells an attitude; more than no points say so.

    `base` is the score to begin with; `signs` are what stands around the word: `after` and `before` it, its `form` by
    its ending, prepositions and quotations `ahead`, the pattern `inside` whose content it is, what its `subject` is.
    """

    base: float = 0.0
    signs: dict[AttitudeSign, dict[str, float]] = {}
    words: list[AttitudeWordSpec] = []


class LevelsSpec(Strict):
    """From what strength on a finding is an info, a warning (or what the profile makes of its rule), an error.

    `light` is how much more it takes where no word of the sentence that a rule names weighs much by itself.
    """

    info: float | None = None
    warning: float | None = None
    error: float | None = None
    light: float | None = None


class StrengthSpec(Strict):
    """What makes a sentence one of which an editor asks who says so: a sum, in steps of even odds (logits).

    The sum begins at `start`. Each word of a list in `words`, and each trait of the sentence and its place, adds
    its number; a match of a rule adds the rule's number times the weight of its pattern. No list and no rule
    counts more than `often` times in a sentence. `article` is the share that the mean of the article's other
    sentences adds, `beside` the share that the sentence before and the one after add each. Rules that stand here
    speak as the sum says. Those of the families in `claims` ask after one thing, what is said: the strongest of a
    family speaks in a sentence, and can become an error. Words that an attribution pattern of `attitudes` gives to
    somebody are ours all the same: it tells what a person does or holds. What a later file says of a number holds.
    """

    start: float | None = None
    often: Annotated[int, msgspec.Meta(ge=1)] | None = None
    article: float | None = None
    beside: float | None = None
    words: dict[Name, float] = {}
    traits: dict[Trait, float] = {}
    rules: dict[Code, float] = {}
    levels: LevelsSpec = msgspec.field(default_factory=LevelsSpec)
    claims: list[str] = []
    attitudes: list[Name] = []


class StepSpec(Strict):
    """A step of the ladder of sources: `known` goes on from "an official, known …": "by role and country only".

    It takes sources of its `kinds` in which all that is `told` stands, and nothing of `unless`: signs (role, name,
    led, body, owner, definite), or words of a list.
    """

    step: Name
    known: str
    kinds: Annotated[list[KindName], msgspec.Meta(min_length=1)]
    told: list[Name] = []
    unless: list[Name] = []


class SourcingSpec(Strict):
    """How much it matters that nobody can be asked: a sum, in steps of even odds (logits).

    The sum begins at `start`. The step that the source stands on (the first of `steps`, best first, that takes it),
    each kind of claim in what it is made to say (`claims`: patterns looked for there, counted up to `often`), each
    trait of the place and the rule that speaks add their numbers. `weights` has the numbers of steps, claims and
    traits. Rules that stand here speak as the sum says; an error takes a claim of the kinds in `grave` beside. A
    later file that has steps replaces them; what it says of a number holds.
    """

    start: float | None = None
    often: Annotated[int, msgspec.Meta(ge=1)] | None = None
    steps: list[StepSpec] = []
    claims: dict[Name, list[str | TextPatternSpec]] = {}
    grave: list[Name] = []
    weights: dict[Name, float] = {}
    rules: dict[Code, float] = {}
    levels: LevelsSpec = msgspec.field(default_factory=LevelsSpec)


class Without(Strict):
    """What a newsroom takes out of the files it builds on."""

    patterns: list[Name] = []
    cues: list[str] = []
    words: dict[Name, list[str]] = {}


class RuleFile(Strict):
    """A rule file. Every key is optional; what several files say of one list or condition is added up."""

    summary: str = ""
    language: str = "en"
    extends: list[str] | str = []
    select: list[str] = []
    ignore: list[str] = []
    severity: dict[str, SeverityName] = {}
    outlets: list[str] = []
    words: dict[Name, list[str]] = {}
    cues: list[CueSpec] = []
    patterns: list[PatternSpec] = []
    weighing: Weighing | None = None
    attitudes: AttitudesSpec | None = None
    conditions: dict[Name, ConditionSpec] = {}
    rules: list[RuleSpec] = []
    strength: StrengthSpec = msgspec.field(default_factory=StrengthSpec)
    genres: dict[Name, GenreSpec] = {}
    genre: Name = ""
    sourcing: SourcingSpec = msgspec.field(default_factory=SourcingSpec)
    without: Without = msgspec.field(default_factory=Without)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a rule file, for editors that complete and check YAML."""
    schema = msgspec.json.schema(RuleFile)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "saysso rule file", **schema}


if __name__ == "__main__":
    import json

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
