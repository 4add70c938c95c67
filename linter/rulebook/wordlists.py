"""The word lists of all files together: added up, taken out of, and resolved where one takes in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from sys import intern

from linter.rulebook.errors import did_you_mean
from linter.rulebook.levelling import normalise
from linter.rulebook.source import LoadedFile


def gather_words(files: Sequence[LoadedFile]) -> dict[str, list[str]]:
    """Return each list by name with the entries of all files, "@other" entries resolved.

    Raises `RuleFileError` for a list that names none, or takes in itself.
    """
    raw: dict[str, list[str]] = defaultdict(list)
    origin: dict[str, LoadedFile] = {}
    for file in files:
        for name, entries in file.content.words.items():
            origin.setdefault(name, file)
            raw[name].extend(entries)
        raw["outlets"].extend(file.content.outlets)
    for file in files:
        for name, dropped in file.content.without.words.items():
            raw[name] = [entry for entry in raw[name] if entry not in dropped]
    return {name: _resolve(name, (name,), raw, origin) for name in list(raw)}


def _resolve(
    name: str, above: tuple[str, ...], raw: Mapping[str, Sequence[str]], origin: Mapping[str, LoadedFile]
) -> list[str]:
    entries: list[str] = []
    for entry in raw[name]:
        other = entry[1:]
        if not entry.startswith("@"):
            entries.append(entry)
        elif other not in raw:
            raise origin[name].error(f"no word list is called '{other}'" + did_you_mean(other, raw), "words", name)
        elif other in above:
            raise origin[name].error(f"the word list '{other}' takes in itself", "words", name)
        else:
            entries.extend(_resolve(other, (*above, other), raw, origin))
    return entries


class Shared(dict[frozenset[str], frozenset[str]]):
    """Sets of words, each kept but once however often it is made: so a cache has it but once."""

    def __missing__(self, words: frozenset[str]) -> frozenset[str]:
        self[words] = words
        return words


def forms(entry: str) -> list[str]:
    """Return the levelled forms of an entry, interned: a cache writes and reads each but once."""
    return [intern(normalise(form.strip())) for form in entry.split("|") if form.strip()]
