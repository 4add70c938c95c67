"""Strict YAML from text to a typed record, each error with its line and column.

For files that people write: rule files and configurations. `kind` is everywhere the msgspec struct that a file
is decoded into, in which a key that it does not know is an error.
"""

from __future__ import annotations

import re
import types
import typing
from dataclasses import dataclass, field
from typing import Annotated, Any, Generic, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec
import yaml

from linter.rulebook.errors import RuleFileError, did_you_mean
from linter.rulebook.vocabulary import SHAPES

#: How deeply a file may be nested; ours go to six.
DEEPEST = 40

#: Characters of a value that a message repeats.
_SHOWN = 60

#: The way to a value inside a file: keys and indices.
Path = tuple[str | int, ...]
Places = dict[Path, tuple[int, int]]

S = TypeVar("S", bound=msgspec.Struct)


@dataclass(frozen=True)
class Loaded(Generic[S]):
    """A decoded file with the place (line, column) of each of its values."""

    path: str
    content: S
    places: Places = field(repr=False)

    def place(self, *way: str | int) -> tuple[int, int]:
        """Return the place of the value that `way` leads to, or of the nearest one above it; 0, 0 for none."""
        for stop in range(len(way), -1, -1):
            if way[:stop] in self.places:
                return self.places[way[:stop]]
        return 0, 0

    def error(self, message: str, *way: str | int) -> RuleFileError:
        """Return the error `message` at the value that `way` leads to, or at the nearest one above it."""
        return RuleFileError(message, self.path, *self.place(*way))


class _Loader(yaml.CSafeLoader):
    """YAML in which every value is text until its place says otherwise.

    In a list of words `no`, `true`, `12:30` and `2022-04-08` are words, as an editor means them.
    """


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|)$"), ["~", ""])


def parse(text: str, path: str, kind: type[S]) -> Loaded[S]:
    """Decode the text of a file; raise `RuleFileError` for anything it may not hold."""
    loader = _Loader(text)
    try:
        _check_shape(text, path)
        node = loader.get_single_node()
        places: Places = {}
        if node is not None:
            _walk(node, (), places, path)
        data = {} if node is None else loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        if mark and _has_tab(text, mark.line):
            message = "this line is set in with a tab, which YAML does not take: put spaces in its place"
        else:
            message = f"this is not YAML: {error.problem or error.context}"
        raise RuleFileError(message, path, *place) from None
    except RuleFileError:
        raise
    except (yaml.YAMLError, ValueError) as error:
        raise RuleFileError(f"this is not YAML: {' '.join(str(error).split())}", path) from None
    finally:
        loader.dispose()
    data = {} if data is None else data
    try:
        return Loaded(path, msgspec.convert(data, kind, strict=False), places)
    except msgspec.ValidationError as error:
        message, way = _in_mapping(data, kind) or _read(str(error))
        raise _located(message, way, kind, Loaded(path, kind(), places), data) from None


def _has_tab(text: str, line: int) -> bool:
    """Tell whether a tab stands in the white space before a line, which counts from 0."""
    whole = text.splitlines()[line : line + 1]
    return any("\t" in one[: len(one) - len(one.lstrip())] for one in whole)


def _check_shape(text: str, path: str) -> None:
    """Refuse a file that has aliases, or is nested so deeply that composing it could overrun the stack."""
    depth = 0
    for event in yaml.parse(text, _Loader):
        mark = event.start_mark
        assert mark is not None
        if isinstance(event, yaml.AliasEvent):
            message = "aliases (*name) are not read here; write the value out"
            raise RuleFileError(message, path, mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise RuleFileError(f"nested more than {DEEPEST} deep", path, mark.line + 1, mark.column + 1)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _walk(node: yaml.Node, way: Path, places: Places, path: str) -> None:
    place = (node.start_mark.line + 1, node.start_mark.column + 1)
    places[way] = place
    if isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            at = (key.start_mark.line + 1, key.start_mark.column + 1)
            if not isinstance(key, yaml.ScalarNode):
                raise RuleFileError("a key must be a word", path, *at)
            if key.value in keys:
                raise RuleFileError(f"the key '{key.value}' stands twice here", path, *at)
            keys.add(key.value)
            _walk(value, (*way, key.value), places, path)
            places[(*way, key.value)] = at
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*way, index), places, path)


def _in_mapping(data: Any, kind: Any) -> tuple[str, Path] | None:
    """Return msgspec's message for the first wrong entry of a mapping, and the way there.

    msgspec leaves out the key of the entry; so each entry is tried alone.
    """
    if not (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
        return None
    hints = get_type_hints(kind, include_extras=True)
    for spec in msgspec.structs.fields(kind):
        entries = data.get(spec.encode_name) if isinstance(data, dict) else None
        hint = hints[spec.name]
        hint = get_args(hint)[0] if get_origin(hint) is Annotated else hint
        if get_origin(hint) is not dict or not isinstance(entries, dict):
            continue
        for name, value in entries.items():
            try:
                msgspec.convert({name: value}, hint, strict=False)
            except msgspec.ValidationError as error:
                deeper = _in_mapping(value, get_args(hint)[1])
                message, way = deeper or _read(str(error).replace("$[...]", "$"))
                return message, (spec.encode_name, name, *way)
    return None


_STEP = re.compile(r"\.([^.\[`]+)|\[(\d+)\]|\[\.\.\.\]")
_UNKNOWN = re.compile(r"unknown field `([^`]+)`")
_NO_CHOICE = re.compile(r"^Invalid enum value '(.*)'$", re.DOTALL)
_MISSING = re.compile(r"^Object missing required field `([^`]+)`$")

#: What msgspec calls the kinds of value, in an editor's words.
_KINDS = {
    "object": "keys with values",
    "array": "a list",
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
}
#: What other linters, and newcomers, call our keys where no likeness of letters would tell.
_ALSO_CALLED = {
    "lexicon": "words",
    "lexicons": "words",
    "lists": "words",
    "except": "unless",
    "exceptions": "unless",
    "id": "code",
    "level": "severity",
    "description": "catches",
    "reason": "why",
    "source": "based_on",
    "reference": "based_on",
    "disable": "ignore",
    "enable": "select",
}
_KIND = re.compile("`({0}(?: [|] {0})*)`".format(f"(?:{'|'.join(_KINDS)})"))


def _read(text: str) -> tuple[str, Path]:
    """Split msgspec's message, which ends in a path such as `$.rules[0].severity`, into what and where."""
    message, _, where = text.partition(" - at `")
    way: list[str | int] = []
    for key, index in _STEP.findall(where.removeprefix("key in ").rstrip("`")):
        if not key and not index:  # `[...]`: msgspec does not name the key of a mapping
            break
        way.append(int(index) if index else key)
    return message, tuple(way)


_SHAPE = re.compile(r"^expected text matching regex '(.*)'$", re.DOTALL)
_NO_LIST = "expected a list, got text"


def _located(message: str, way: Path, kind: type[msgspec.Struct], file: Loaded[S], data: Any) -> RuleFileError:
    """Turn msgspec's message into ours, with a place and a suggestion; `data` is what stands in the file."""
    kinds = _kinds_at(way, kind)
    unknown, no_choice = _UNKNOWN.search(message), _NO_CHOICE.search(message)
    if unknown:
        key = unknown.group(1)
        structs = [c for c in kinds if isinstance(c, type) and issubclass(c, msgspec.Struct)]
        keys = [f.encode_name for struct in structs for f in msgspec.structs.fields(struct)]
        meant = _ALSO_CALLED.get(key, key)
        return file.error(f"unknown key '{key}'" + did_you_mean(meant if meant in keys else key, keys), *way, key)
    message = _MISSING.sub(r"the key `\1` is missing", message)
    message = _KIND.sub(lambda found: " or ".join(_KINDS[name] for name in found[1].split(" | ")), message)
    message = message[0].lower() + message[1:].replace("`", "'")
    message = _SHAPE.sub(lambda found: f"expected {SHAPES.get(found[1], 'other text')}", message)
    if message == _NO_LIST and way and isinstance(way[-1], str):
        message = f"'{way[-1]}' takes a list{_as_list(_value(data, way))}"
    choices = [word for c in kinds if get_origin(c) is Literal for word in get_args(c)]
    if no_choice and choices:
        value = no_choice.group(1)
        message = f"'{value}' cannot stand here{did_you_mean(value, choices)} (one of: {', '.join(choices)})"
    return file.error(message, *way)


def _value(data: Any, way: Path) -> Any:
    """Return what stands at `way`, or nothing."""
    for step in way:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _as_list(value: Any) -> str:
    """Return how one writes a list of a text: ": [AW304]"; "" for what would not go into one line."""
    if not isinstance(value, str) or not value or len(value) > _SHOWN:
        return ""
    parts = [part.strip() for part in value.split(",")]
    plain = all(re.fullmatch(r"[\w-]+", part) for part in parts)
    return f": write [{', '.join(parts)}]" if plain else f": write ['{value}']" if "'" not in value else ""


def _kinds_at(way: Path, kind: Any) -> list[Any]:
    """Return the types that the value at `way` may be of, in a file of that kind."""
    for step in way:
        candidates = _flatten(kind)
        kind = None
        for candidate in candidates:
            if isinstance(step, str) and isinstance(candidate, type) and issubclass(candidate, msgspec.Struct):
                names = {f.encode_name: f.name for f in msgspec.structs.fields(candidate)}
                if step in names:
                    kind = get_type_hints(candidate, include_extras=False)[names[step]]
            elif get_origin(candidate) in (list, dict):
                kind = get_args(candidate)[-1]
    return _flatten(kind)


def _flatten(kind: Any) -> list[Any]:
    """Return the members of a union, or the type itself."""
    if get_origin(kind) in (types.UnionType, typing.Union):
        return [part for arg in get_args(kind) for part in _flatten(arg)]
    return [kind]
