"""Rule files from YAML to `RuleFile`, each error with its line and column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import yaml

from linter.rulebook.errors import RuleFileError, did_you_mean
from linter.rulebook.schema import RuleFile

#: How deeply a rule file may be nested; ours go to six.
DEEPEST = 40

#: The way to a value inside a file: keys and indices.
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class LoadedFile:
    """A decoded rule file with the place (line, column) of each of its values."""

    path: str
    content: RuleFile
    places: dict[Path, tuple[int, int]] = field(repr=False)

    def error(self, message: str, *way: str | int) -> RuleFileError:
        """Return the error `message` at the value that `way` leads to, or at the nearest one above it."""
        for stop in range(len(way), -1, -1):
            if way[:stop] in self.places:
                return RuleFileError(message, self.path, *self.places[way[:stop]])
        return RuleFileError(message, self.path)


class _Loader(yaml.CSafeLoader):
    """YAML in which every value is text until its place says otherwise.

    In a list of words `no`, `true`, `12:30` and `2022-04-08` are words, as an editor means them.
    """


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|)$"), ["~", ""])


def parse_rule_file(text: str, path: str) -> LoadedFile:
    """Decode the text of a rule file; raise `RuleFileError` for anything it may not hold."""
    loader = _Loader(text)
    try:
        _check_shape(text, path)
        node = loader.get_single_node()
        places: dict[Path, tuple[int, int]] = {}
        if node is not None:
            _walk(node, (), places, path)
        data = {} if node is None else loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise RuleFileError(f"this is not YAML: {error.problem or error.context}", path, *place) from None
    except RuleFileError:
        raise
    except (yaml.YAMLError, ValueError) as error:
        raise RuleFileError(f"this is not YAML: {' '.join(str(error).split())}", path) from None
    finally:
        loader.dispose()
    try:
        content = msgspec.convert({} if data is None else data, RuleFile, strict=False)
    except msgspec.ValidationError as error:
        raise _validation_error(_in_mapping(data) or str(error), path, places) from None
    return LoadedFile(path, content, places)


def _check_shape(text: str, path: str) -> None:
    """Refuse a file that has aliases, or is nested so deeply that composing it could overrun the stack."""
    depth = 0
    for event in yaml.parse(text, _Loader):
        mark = event.start_mark
        assert mark is not None
        if isinstance(event, yaml.AliasEvent):
            message = "aliases (*name) are not read in rule files; write the value out"
            raise RuleFileError(message, path, mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise RuleFileError(f"nested more than {DEEPEST} deep", path, mark.line + 1, mark.column + 1)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _in_mapping(data: Any) -> str:
    """Return msgspec's message for the first wrong entry of a mapping, with the key that it leaves out."""
    for key in ("conditions", "severity", "words"):
        entries = data.get(key) if isinstance(data, dict) else None
        for name, value in entries.items() if isinstance(entries, dict) else ():
            try:
                msgspec.convert({key: {name: value}}, RuleFile, strict=False)
            except msgspec.ValidationError as error:
                return str(error).replace(f"$.{key}[...]", f"$.{key}.{name}")
    return ""


def _walk(node: yaml.Node, way: Path, places: dict[Path, tuple[int, int]], path: str) -> None:
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


_STEP = re.compile(r"\.([^.\[`]+)|\[(\d+)\]|\[\.\.\.\]")
_UNKNOWN = re.compile(r"unknown field `([^`]+)`")


def _validation_error(text: str, path: str, places: dict[Path, tuple[int, int]]) -> RuleFileError:
    """Turn msgspec's message, which ends in a path such as `$.rules[0].severity`, into ours with a place."""
    message, _, where = text.partition(" - at `")
    way: list[str | int] = []
    for key, index in _STEP.findall(where.removeprefix("key in ").rstrip("`")):
        if not key and not index:  # `[...]`: msgspec does not name the key of a mapping
            break
        way.append(int(index) if index else key)
    unknown = _UNKNOWN.search(message)
    if unknown:
        key = unknown.group(1)
        message = f"unknown key '{key}'" + did_you_mean(key, _keys_at(tuple(way)))
        way.append(key)
    else:
        message = message[0].lower() + message[1:].replace("`", "'")
    for stop in range(len(way), -1, -1):
        if tuple(way[:stop]) in places:
            return RuleFileError(message, path, *places[tuple(way[:stop])])
    return RuleFileError(message, path)


def _keys_at(way: Path) -> list[str]:
    """Return the keys that the struct at `way` may have."""
    kind: Any = RuleFile
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
    structs = [c for c in _flatten(kind) if isinstance(c, type) and issubclass(c, msgspec.Struct)]
    return [f.encode_name for struct in structs for f in msgspec.structs.fields(struct)]


def _flatten(kind: Any) -> list[Any]:
    """Return the members of a union, or the type itself."""
    import types
    import typing

    if get_origin(kind) in (types.UnionType, typing.Union):
        return [part for arg in get_args(kind) for part in _flatten(arg)]
    return [kind]
