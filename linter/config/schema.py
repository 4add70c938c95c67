"""What a configuration may hold: the typed structs it is decoded into, and the JSON Schema made from them.

`python -m linter.config.schema > rules/config.schema.json` writes the schema that ships; a test holds it current.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from linter.report import FORMATS
from linter.rulebook.vocabulary import SeverityName

FailLevel = Literal["info", "warning", "error", "never"]
Word = Annotated[str, msgspec.Meta(min_length=1)]
FormatName = Annotated[
    str, msgspec.Meta(description="How `saysso lint` prints findings.", extra_json_schema={"enum": list(FORMATS)})
]


class Spec(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, rename="kebab"):
    """A record in which a key that saysso does not know is an error; keys have hyphens."""


class SuppressionsSpec(Spec):
    """What is asked of comments in the copy that let findings pass."""

    require_reason: Annotated[bool, msgspec.Meta(description="One without a reason is a finding.")] = False


class SectionSpec(Spec):
    """What may be set for all drafts of a folder, or for some of them."""

    profile: Annotated[Word, msgspec.Meta(description="The rules to go by: recommended, strict, or a house's.")] = (
        "recommended"
    )
    genre: Annotated[
        Word, msgspec.Meta(description="What to read drafts as: news, or a genre such as opinion; auto lets each tell.")
    ] = "auto"
    select: Annotated[
        list[Word],
        msgspec.Meta(description="Run only these. A beginning of codes keeps what runs, a code or name turns on."),
    ] = []
    extend_select: Annotated[list[Word], msgspec.Meta(description="Run these beside the profile's.")] = []
    ignore: Annotated[list[Word], msgspec.Meta(description="Leave these out; the longest code that fits decides.")] = []
    severity: Annotated[
        dict[Word, SeverityName], msgspec.Meta(description="What rules weigh, by code, beginning of a code or name.")
    ] = {}
    rules: Annotated[list[Word], msgspec.Meta(description="Your own rule files, as seen from this file.")] = []
    outlets: Annotated[
        list[Word], msgspec.Meta(description="Your own names: 'the Sentinel has learned' makes you your own source.")
    ] = []
    fail_level: Annotated[FailLevel, msgspec.Meta(description="The severity from which the exit status is 1.")] = (
        "error"
    )
    suppressions: SuppressionsSpec = msgspec.field(default_factory=SuppressionsSpec)


class ConfigurationSpec(SectionSpec):
    """A `.saysso.yml` or `saysso.yml`. Every key is optional; options on the command line win."""

    sections: Annotated[
        dict[Word, SectionSpec],
        msgspec.Meta(description="Settings for some drafts, by glob ('opinion/**'); of two, the later wins."),
    ] = {}
    exclude: Annotated[
        list[Word], msgspec.Meta(description="What is left out of folders: globs, written as in .gitignore.")
    ] = []
    gitignore: Annotated[bool, msgspec.Meta(description="Leave out of folders what git ignores.")] = True
    format: FormatName = "text"
    baseline: Annotated[
        Word, msgspec.Meta(description="What `saysso lint` lets pass: a file of --write-baseline, below this folder.")
    ] = ""


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a configuration, for editors that complete and check YAML."""
    schema = msgspec.json.schema(ConfigurationSpec)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "saysso configuration", **schema}


if __name__ == "__main__":
    import json

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
