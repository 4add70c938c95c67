"""Read annotated news: a PolNeAR checkout, or JSON lines of the shape that benchmarks/README.md describes."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

#: Half open, in Unicode code points of the article's text.
Span = tuple[int, int]

ROLES = ("source", "cue", "content")
#: Share of a file's annotations that may stand at other words than they say, before it is taken as misread.
STRAYS = 0.1


class CorpusError(ValueError):
    """A corpus that cannot be read; the message names the file."""


class Attribution(NamedTuple):
    """An annotated attribution; each part is a unit of one or more spans, or empty."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class Article(NamedTuple):
    """An annotated article."""

    id: str
    text: str
    sentences: tuple[Span, ...]
    attributions: tuple[Attribution, ...]


def read(path: Path) -> list[Article]:
    """Return the articles of a folder of PolNeAR or of a file of JSON lines. Raises `CorpusError`."""
    articles = list(polnear(path) if path.is_dir() else json_lines(path))
    if not articles:
        raise CorpusError(f"{path}: no annotated article (a folder needs .ann files in or below it)")
    return articles


def json_lines(path: Path) -> Iterator[Article]:
    """Give the articles of a file with one JSON object a line, compressed (.gz) or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                yield Article(
                    str(record["id"]),
                    record["text"],
                    _spans(record["sentences"]),
                    tuple(
                        Attribution(*(_spans(each.get(role) or ()) for role in ROLES))
                        for each in record["attributions"]
                    ),
                )
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise CorpusError(f"{path}:{number}: not an article of the documented shape: {error!r}") from None


def polnear(folder: Path) -> Iterator[Article]:
    """Give the articles of a PolNeAR checkout, or of any folder inside it.

    Each annotation file (.ann, brat's standoff format) goes with the text (.txt) and the CoreNLP parse (.xml)
    of the same name that lie nearest to it; the parse gives the sentences.
    """
    texts, parses = _by_name(folder.rglob("*.txt")), _by_name(folder.rglob("*.xml"))
    for path in sorted(folder.rglob("*.ann")):
        text = _nearest(path, texts, ".txt").read_bytes().decode("utf-8")
        sentences = corenlp_sentences(_nearest(path, parses, ".xml"), text)
        yield Article(_name(path), text, sentences, brat_attributions(path, text))


def corenlp_sentences(path: Path, text: str) -> tuple[Span, ...]:
    """Return each sentence of a CoreNLP parse, from the start of its first token to the end of its last."""
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise CorpusError(f"{path}: not XML: {error}") from None
    places = _code_points(text)
    found = []
    for sentence in root.iterfind("document/sentences/sentence"):
        starts = [int(node.text or 0) for node in sentence.iterfind("tokens/token/CharacterOffsetBegin")]
        ends = [int(node.text or 0) for node in sentence.iterfind("tokens/token/CharacterOffsetEnd")]
        if starts and ends:
            found.append((min(starts), max(ends)))
    length = places[-1] if places else len(text)
    if any(end > (len(places) - 1 if places else length) for _, end in found):
        raise CorpusError(f"{path}: sentences run past the end of the text")
    return tuple((places[start], places[end]) for start, end in found) if places else tuple(found)


def brat_attributions(path: Path, text: str) -> tuple[Attribution, ...]:
    """Return the attributions of a brat file.

    An event (E) is one attribution, of its trigger and its arguments. Relations (R) that share a cue are
    one; a relation without a cue stands alone, as does a part that nothing ties to another.
    """
    parts: dict[str, tuple[str, tuple[Span, ...]]] = {}
    events: dict[str, list[str]] = {}
    relations: list[list[str]] = []
    strays: list[str] = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        fields = line.rstrip("\r").split("\t")
        if len(fields) < 2 or fields[0][:1] not in ("T", "E", "R"):
            continue
        if fields[0][0] == "T":
            label, _, offsets = fields[1].partition(" ")
            if label.lower() not in ROLES:
                continue
            spans = _brat_spans(offsets, f"{path}:{number}")
            if len(fields) > 2 and not _stands(text, spans, fields[2]):
                strays.append(f"{path}:{number}: the text has other words where the annotation has {fields[2]!r}")
            parts[fields[0]] = (label.lower(), spans)
        else:
            ids = [id_ for word in fields[1].split() for _, colon, id_ in [word.partition(":")] if colon]
            if fields[0][0] == "E":
                events[fields[0]] = ids
            else:
                relations.append(ids)
    if len(strays) > STRAYS * len(parts):
        raise CorpusError(strays[0])
    groups = [[_trigger(id_, events) for id_ in ids] for ids in events.values()]
    groups += _joined([[_trigger(id_, events) for id_ in ids] for ids in relations], parts)
    tied = {id_ for ids in groups for id_ in ids}
    groups += [[id_] for id_ in parts if id_ not in tied]
    found = (_attribution([parts[id_] for id_ in dict.fromkeys(ids) if id_ in parts]) for ids in groups)
    return tuple(each for each in found if any(each))


def _joined(relations: list[list[str]], parts: dict[str, tuple[str, tuple[Span, ...]]]) -> list[list[str]]:
    """Put relations that share a cue together."""
    by_cue: dict[str, list[str]] = {}
    alone = []
    for ids in relations:
        cue = next((id_ for id_ in ids if id_ in parts and parts[id_][0] == "cue"), None)
        if cue is None:
            alone.append(ids)
        else:
            by_cue.setdefault(cue, []).extend(ids)
    return [*by_cue.values(), *alone]


def _trigger(id_: str, events: dict[str, list[str]]) -> str:
    """Return the text part that an id leads to: itself, or the trigger of an event that is an argument."""
    seen: set[str] = set()
    while id_ in events and events[id_] and id_ not in seen:
        seen.add(id_)
        id_ = events[id_][0]
    return id_


def _attribution(parts: Iterable[tuple[str, tuple[Span, ...]]]) -> Attribution:
    found: dict[str, list[Span]] = {role: [] for role in ROLES}
    for role, spans in parts:
        found[role].extend(spans)
    return Attribution(*(tuple(sorted(found[role])) for role in ROLES))


def _brat_spans(offsets: str, place: str) -> tuple[Span, ...]:
    """Return the spans of "12 20;31 40"."""
    try:
        pairs = [tuple(map(int, piece.split())) for piece in offsets.split(";")]
        return tuple((start, end) for start, end in pairs)
    except ValueError:
        raise CorpusError(f"{place}: no offsets: {offsets!r}") from None


def _stands(text: str, spans: tuple[Span, ...], words: str) -> bool:
    """Tell whether the words that brat kept stand at the offsets, white space aside."""
    here = "".join(text[start:end] for start, end in spans)
    return "".join(here.split()) == "".join(words.split())


def _code_points(text: str) -> list[int]:
    """Return the code point at each UTF-16 unit, in which CoreNLP counts; nothing where the two agree."""
    if all(ord(character) < 0x10000 for character in text):
        return []
    places = [at for at, character in enumerate(text) for _ in range(1 + (ord(character) > 0xFFFF))]
    return [*places, len(text)]


def _name(path: Path) -> str:
    """Return a file's name without the endings that tools add: "story.txt.xml" is "story"."""
    return re.sub(r"(?:\.(?:txt|ann|xml|corenlp|brat|text))+$", "", path.name)


def _by_name(paths: Iterable[Path]) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(paths):
        found.setdefault(_name(path), []).append(path)
    return found


def _nearest(path: Path, known: dict[str, list[Path]], ending: str) -> Path:
    """Return the file of the same name with the longest way in common."""
    candidates = known.get(_name(path))
    if not candidates:
        raise CorpusError(f"{path}: no {_name(path)}{ending} beside it or in a folder near it")
    return max(candidates, key=lambda other: len(os.path.commonpath([path, other])))


def _spans(pairs: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple((int(start), int(end)) for start, end in pairs)
