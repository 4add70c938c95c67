"""The ladder of sources and the weight of what they say: `sourcing` of all rule files, resolved and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from linter.rulebook import schema
from linter.rulebook.errors import did_you_mean
from linter.rulebook.source import LoadedFile
from linter.rulebook.strength import given
from linter.rulebook.textpatterns import TextPatterns
from linter.rulebook.vocabulary import Sign, SourcingTrait
from linter.rulebook.weights import Rung, Sourcing


def compile_sourcing(files: Sequence[LoadedFile], text: TextPatterns, words: Mapping[str, Sequence[str]]) -> Sourcing:
    """Return what the files say of sources, later numbers over earlier ones.

    Raises `RuleFileError` for a name that is no step, claim, trait, sign or word list.
    """
    found = Sourcing(claims={}, weights={}, rules={})
    for file in files:
        said = file.content.sourcing
        claims = {
            name: (*found.claims.get(name, ()), *text.compile(file, name, specs, "sourcing", "claims", name))
            for name, specs in said.claims.items()
        }
        found = found._replace(
            **given(said, "start", "often"),
            **given(said.levels, "info", "warning", "error"),
            steps=tuple(_step(file, words, *one) for one in enumerate(said.steps)) or found.steps,
            claims={**found.claims, **claims},
            grave=frozenset(said.grave) or found.grave,
            weights={**found.weights, **said.weights},
            rules={**found.rules, **said.rules},
        )
        names = [*(step.name for step in found.steps), *found.claims, *get_args(SourcingTrait)]
        for key, named in (("weights", said.weights), ("grave", said.grave)):
            for name in named:
                if name not in names:
                    message = f"no step, claim or trait '{name}'" + did_you_mean(name, names)
                    raise file.error(message, "sourcing", key)
    return found


def _step(file: LoadedFile, words: Mapping[str, Sequence[str]], index: int, spec: schema.StepSpec) -> Rung:
    signs = get_args(Sign)
    for name in (*spec.told, *spec.unless):
        if name not in signs and name not in words:
            message = f"no sign or word list '{name}'" + did_you_mean(name, [*signs, *words])
            raise file.error(message, "sourcing", "steps", index, "told")
    return Rung(spec.step, spec.known, frozenset(spec.kinds), tuple(spec.told), tuple(spec.unless))
