"""Regexes compiled before: most of the time that a rulebook takes to compile, and few change from one to the next."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from hashlib import blake2b

import regex

from linter.rulebook.patterns import LazyRegex


class Regexes:
    """Compiles regexes that match in any case (`regex.I`), each once however many rulebooks have it.

    What is pickled of it are those asked for since it was made: the others have left the rule files.
    """

    def __init__(self, kept: Mapping[bytes, bytes] | None = None) -> None:
        self._kept = kept or {}
        self._asked: dict[bytes, bytes] = {}

    def lazy(self, source: str) -> LazyRegex:
        """Return a regex by its source; raise `regex.error` for a wrong one."""
        key = blake2b(source.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        found = self._kept.get(key)
        if found is None:
            found = pickle.dumps(regex.compile(source, regex.I), pickle.HIGHEST_PROTOCOL)
        self._asked[key] = found
        return LazyRegex(found)

    @property
    def grown(self) -> bool:
        """Whether one was asked for that was not there."""
        return not self._asked.keys() <= self._kept.keys()

    def __reduce__(self) -> tuple[type, tuple[dict[bytes, bytes]]]:
        return type(self), (self._asked,)
