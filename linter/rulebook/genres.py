"""The genres of rule files, from their signs and changes to what a run tells them by."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

import regex

from linter.findings import NEWS, Severity
from linter.rulebook.keys import closest, fits, mistaken
from linter.rulebook.layers import severity
from linter.rulebook.levelling import normalise
from linter.rulebook.model import Genre, Rule, Sign
from linter.rulebook.patterns import LazyRegex
from linter.rulebook.schema import SignSpec
from linter.rulebook.source import LoadedFile
from linter.rulebook.textpatterns import TextPatterns

#: Where words do not tell what kind of copy it is: they are somebody else's.
_OURS = ("quoted",)


def compile_genres(files: Sequence[LoadedFile], text: TextPatterns) -> dict[str, Genre]:
    """Return the genres by name, what several files say of one added up; their changes come with `with_changes`."""
    genres: dict[str, Genre] = {}
    for file in files:
        for name, spec in file.content.genres.items():
            if name in (NEWS, "auto"):
                raise file.error(f"'{name}' cannot be the name of a genre; choose another", "genres", name)
            if name not in genres:
                for key in ("means", "likely", "sure"):
                    if not getattr(spec, key):
                        raise file.error(f"the genre '{name}' has no '{key}'", "genres", name)
                line = file.place("genres", name)[0]
                genres[name] = Genre(name, spec.means, frozenset(), 0, 0, (), {}, path=file.path, line=line)
            made = tuple(_sign(file, name, index, sign, text) for index, sign in enumerate(spec.signs))
            before = genres[name]
            genres[name] = before._replace(
                means=" ".join(spec.means.split()) or before.means,
                labels=before.labels | {normalise(label) for label in (name, *spec.labels)},
                likely=before.likely if spec.likely is None else spec.likely,
                sure=before.sure if spec.sure is None else spec.sure,
                signs=(*before.signs, *made),
                examples=(*before.examples, *spec.examples),
                not_examples=(*before.not_examples, *spec.not_examples),
            )
    return genres


def with_changes(genres: Mapping[str, Genre], files: Sequence[LoadedFile], rules: Sequence[Rule]) -> dict[str, Genre]:
    """Return the genres with the severities that they change, the longest key of a file that fits a rule deciding."""
    found: dict[str, dict[str, Severity | None]] = {name: {} for name in genres}
    for file in files:
        for name, spec in file.content.genres.items():
            for key in spec.severity:
                if wrong := mistaken(key, rules):
                    raise file.error(wrong, "genres", name, "severity", key)
            for rule in rules:
                said = [key for key in spec.severity if fits(key, rule)]
                if said:
                    nearest = max(said, key=lambda key: closest([key], rule))
                    found[name][rule.code] = severity(spec.severity[nearest])
    return {name: genre._replace(severities=found[name]) for name, genre in genres.items()}


def opening(files: Sequence[LoadedFile]) -> LazyRegex | None:
    """Return what matches where a sign opens a paragraph anywhere: most paragraphs need be asked no more."""
    sources = [
        source
        for file in files
        for spec in file.content.genres.values()
        for sign in spec.signs
        if sign.place == "anywhere"
        for source in sign.opens
    ]
    return LazyRegex(regex.compile(_either(sources))) if sources else None


def _sign(file: LoadedFile, genre: str, index: int, spec: SignSpec, text: TextPatterns) -> Sign:
    way = ("genres", genre, "signs", index)
    if sum(map(bool, (spec.opens, spec.patterns, spec.share))) != 1:
        raise file.error("a sign has one of 'opens', 'patterns' and 'share'", *way)
    for source in spec.opens:
        try:
            regex.compile(source)
        except regex.error as error:
            raise file.error(f"'{source}': {error}", *way, "opens") from None
    return Sign(
        told=spec.told,
        points=spec.points,
        opens=LazyRegex(regex.compile(_either(spec.opens))) if spec.opens else None,
        patterns=text.compile(file, f"genre {genre}", spec.patterns, *way, unless=_OURS),
        share=spec.share or "",
        least=spec.least,
        most=sys.maxsize if spec.most is None else spec.most,
        label=spec.label,
        place=spec.place,
    )


def _either(sources: Sequence[str]) -> str:
    return "|".join(f"(?:{source})" for source in sources)
