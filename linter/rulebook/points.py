"""What rule files say of words and sentences that no pattern explains (`weighing:`, `attitudes:`), to points."""

from __future__ import annotations

from collections.abc import Sequence

from linter.rulebook.levelling import normalise
from linter.rulebook.source import LoadedFile
from linter.rulebook.weights import Attitudes, AttitudeWord, Weights


def compile_weights(files: Sequence[LoadedFile]) -> Weights | None:
    """Return the points of the last file that weighs sentences: one fitting, not a sum of several."""
    specs = [file.content.weighing for file in files if file.content.weighing]
    if not specs:
        return None
    spec = specs[-1]
    forms = [(normalise(form), word) for word in spec.words for form in word.forms]
    return Weights(
        spec.base,
        spec.signs,
        {form: word.points for form, word in forms},
        {form: word.lemma for form, word in forms},
    )


def compile_attitudes(files: Sequence[LoadedFile]) -> Attitudes | None:
    """Return the points of the last file that weighs attitudes, by the forms of its words."""
    specs = [file.content.attitudes for file in files if file.content.attitudes]
    if not specs:
        return None
    words: dict[str, AttitudeWord] = {}
    for word in specs[-1].words:
        one = AttitudeWord(word.lemma, word.points, word.followed, word.sourced)
        words.update((normalise(form), one) for form in word.forms)
    return Attitudes(specs[-1].base, {str(kind): points for kind, points in specs[-1].signs.items()}, words)
