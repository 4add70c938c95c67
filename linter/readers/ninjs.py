"""Read ninjs, the IPTC's news in JSON: versions 1 (`body_html`), 2 and 3 (`bodies`), https://iptc.org/standards/ninjs/."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from linter.document import Document, Zone
from linter.readers.decoding import UnreadableError, without_surrogates
from linter.readers.passages import Passage, Run, Source, dropping_doubles, plain, through, told_document
from linter.segmentation import Conventions

#: What a file holds that means to be ninjs, even if it is broken.
LOOKS_LIKE_NEWS = re.compile(rb'"(?:body_(?:text|html|xhtml)|bodies|headlines?)"\s*:')

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
#: Two halves of a character are one; other escapes stand for one character each.
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")

#: The bodies of version 1, the one that tells most first.
_BODIES = ("body_html", "body_xhtml", "body_text")


#: What an item calls a genre by.
_GENRE_NAMES = ("name", "literal", "code", "qcode")


class _Text(str):
    """A string of a JSON file, with the offset of its first character in the file."""

    __slots__ = ("place",)
    place: int


def read_ninjs(file_text: str, path: str, encoding: str, conventions: Conventions) -> Document:
    """Return the document of a decoded ninjs file: headline, byline, summary, body, captions and credits.

    Raises UnreadableError for what is no JSON, or no item of news.
    """
    item = _parsed(file_text)
    if not isinstance(item, dict):
        raise UnreadableError("is JSON, but no ninjs: an item of news is an object")
    passages = list(_item(file_text, item, conventions))
    if not passages:
        raise UnreadableError("is JSON, but no ninjs: it has neither a headline nor a body")
    source = Source(path, file_text, encoding, "ninjs", tuple(_genres(item)))
    return told_document(source, dropping_doubles(passages), conventions)


def _parsed(file_text: str) -> Any:
    """Return what a JSON file holds, each string of it with its place."""
    # Valid JSON has quotation marks around strings only, and gives them in this order.
    places = (match.start(1) for match in _STRING.finditer(file_text))
    try:
        return _placed(json.loads(file_text.removeprefix("\ufeff"), object_pairs_hook=_Pairs), places)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"is broken JSON on line {error.lineno}, column {error.colno}: {error.msg}") from None
    except (RecursionError, ValueError):
        raise UnreadableError("is JSON nested too deeply, or with a number too long, to be news") from None


class _Pairs(list[tuple[str, Any]]):
    """An object of JSON, in the order of the file."""


def _placed(value: Any, places: Iterator[int]) -> Any:
    if isinstance(value, str):
        text = _Text(without_surrogates(value, "utf-8").text)
        text.place = next(places)
        return text
    if isinstance(value, _Pairs):
        found = {}
        for key, inner in value:
            next(places)
            found[key] = _placed(inner, places)
        return found
    if isinstance(value, list):
        return [_placed(inner, places) for inner in value]
    return value


def _item(file_text: str, item: dict[str, Any], conventions: Conventions) -> Iterator[Passage]:
    """Yield the passages of an item in the order in which a reader meets them."""

    def line(value: Any, zone: Zone) -> Iterator[Passage]:
        if isinstance(value, _Text) and value.strip():
            whole = Run(str(value), 0)
            yield from through(_runs(file_text, value), [Passage(zone, [whole])])

    for headline in _values(item, "headlines", "headline"):
        yield from line(headline, Zone.HEADLINE)
    yield from line(item.get("byline", item.get("by")), Zone.BYLINE)
    for summary in _values(item, "descriptions", "description_text"):
        yield from line(summary, Zone.STANDFIRST)
    yield from _body(file_text, item, conventions)
    for one in _entries(item.get("associations")):
        if not isinstance(one, dict) or one.get("type") in ("text", "composite"):
            continue
        for caption in _values(one, "descriptions", "description_text") or _values(one, "bodies", "body_text"):
            yield from line(caption, Zone.CAPTION)
        yield from line(one.get("creditline", one.get("creditLine", one.get("byline", one.get("by")))), Zone.CREDIT)


def _entries(value: Any) -> list[Any]:
    """Return what stands in a list, or by name in an object."""
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def _genres(item: dict[str, Any]) -> Iterator[str]:
    """Yield what an item says that it is, in words or by a code: "Opinion", "genre:Opinion"."""
    for key in ("genre", "genres"):
        for entry in _entries(item.get(key)):
            told = [entry.get(name) for name in _GENRE_NAMES] if isinstance(entry, dict) else [entry]
            yield from (str(one).rpartition(":")[2].replace("_", " ") for one in told if isinstance(one, str))


def _values(item: dict[str, Any], several: str, one: str) -> list[Any]:
    """Return the words of what an item may say more than once, such as in several lengths; the first is the story's."""
    listed = item.get(several)
    if isinstance(listed, list):
        return [entry["value"] for entry in listed if isinstance(entry, dict) and "value" in entry][:1]
    return [item[one]] if one in item else []


def _body(file_text: str, item: dict[str, Any], conventions: Conventions) -> Iterator[Passage]:
    """Yield the passages of the one body that tells most: HTML before text."""
    bodies = [(key, item[key]) for key in _BODIES if key in item]
    for entry in _entries(item.get("bodies")):
        if isinstance(entry, dict):
            bodies.append((str(entry.get("contenttype", entry.get("contentType", ""))), entry.get("value")))
    bodies = [(kind, body) for kind, body in bodies if isinstance(body, _Text) and body.strip()]
    if not bodies:
        return
    kind, body = next((one for one in bodies if "html" in one[0]), bodies[0])
    runs = _runs(file_text, body)
    if "html" in kind:
        from linter.readers.html import html_passages

        yield from through(runs, html_passages(str(body), conventions))
    else:
        yield from plain(runs, conventions)


def _runs(file_text: str, text: _Text) -> list[Run]:
    """Return the words of a string with their places in the file, where some stand as escapes: `\\u2019`."""
    runs: list[Run] = []
    done, place = 0, text.place
    while done < len(text):
        escape = file_text.find("\\", place, place + len(text) - done)
        plain_until = len(text) if escape < 0 else done + escape - place
        if plain_until > done:
            runs.append(Run(str(text[done:plain_until]), place))
            place += plain_until - done
            done = plain_until
        if escape >= 0 and (match := _ESCAPE.match(file_text, place)):
            runs.append(Run(str(text[done]), place, len(match[0])))
            done, place = done + 1, match.end()
    return runs
