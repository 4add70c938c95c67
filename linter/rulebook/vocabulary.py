"""The names that a rule file may use, list by list: severities, kinds of source, what a rule finds, traits."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

_CODE, _NAME = r"^[A-Z]{2,4}[0-9]{3}$", r"^[a-z][a-z0-9-]*$"
Code = Annotated[str, msgspec.Meta(pattern=_CODE, description="A family and a number: UA101.")]
Name = Annotated[str, msgspec.Meta(pattern=_NAME, description="Lower case, with hyphens.")]

#: What is asked of a text that must match a regex, in an editor's words.
SHAPES = {
    _CODE: "a code of two to four capitals and three figures, such as SE101",
    _NAME: "a name in lower case with hyphens between its words, such as crowd-online",
}
RuleSeverity = Literal["info", "warning", "error"]
SeverityName = Literal["off", "info", "warning", "error"]
Stance = Literal["neutral", "doubt", "endorse", "guilt", "belief"]
Weight = Annotated[float, msgspec.Meta(ge=0, le=1)]

#: What a pattern of a rule adds: above 1, an editor would ask even in the plainest copy.
PatternWeight = Annotated[float, msgspec.Meta(ge=0, le=5)]
ZoneName = Literal["headline", "standfirst", "caption", "body", "list", "pull quote"]
KindName = Literal[
    "person",
    "office",
    "organisation",
    "document",
    "pronoun",
    "collective",
    "anonymous",
    "outlet",
    "other",
    "none",
]
Finds = Literal[
    "patterns",
    "source",
    "cue",
    "quotation",
    "assertion",
    "run",
    "empty-credit",
    "repeated-text",
    "unused-suppression",
    "unknown-suppression",
    "reasonless-suppression",
    "genre",
    "headline",
    "no-response",
    "nameless",
    "one-source",
    "run-together",
    "unintroduced",
]
#: What a finding of the rule speaks of: the words it points at, or the story as a whole.
Scope = Literal["place", "story"]
#: What a sign of a genre may have counted: sentences that somebody is made to say, characters in quotation marks,
#: sentences with a figure.
Share = Literal["attributed", "quoted", "figures"]
SignPlace = Literal["head", "foot", "anywhere"]
Trait = Literal[
    "opening",
    "brief",
    "capitals",
    "position",
    "list-item",
    "question",
    "quotation-inside",
    "quotation-first",
    "pronoun-first",
    "participle-first",
    "abstract-nouns",
    "figures",
    "vague",
    "said-by-person",
    "said-by-anonymous",
    "said-by-nobody",
    "said-by-document",
    "weak-attribution",
    "source-before",
    "source-after",
    "source-in-paragraph",
    "between-sources",
    "after-carried",
    "sport",
    "told-before",
    "told-later",
    "familiar-tone",
    "public-life",
    "sourced-story",
]
#: What the weight of a vague attribution may depend on beside its source and what is said: see checks/vague.py.
SourcingTrait = Literal[
    "company",
    "named-after",
    "answered-beside",
    "nobody-named",
    "one-named",
    "opening",
    "quoted-words",
    "acted",
    "behind",
    "known-before",
    "called-source",
    "counted",
    "belief",
    "doubt",
    "sport",
]
#: What a source can be asked for beside the words of a list: see attribution/ladder.py.
Sign = Literal["role", "name", "led", "body", "owner", "definite"]
Within = Literal["match", "sentence", "neighbours", "paragraph", "story"]

#: What stands around a word that may tell an attitude: see attribution/attitudes.py.
AttitudeSign = Literal["after", "before", "form", "ahead", "inside", "subject"]
