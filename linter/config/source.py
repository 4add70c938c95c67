"""The text of a configuration to a `Configuration`, each error with its line and column."""

from __future__ import annotations

import os
from collections.abc import Iterator

import msgspec
import pathspec

from linter.config.schema import ConfigurationSpec, SectionSpec
from linter.config.settings import Configuration, Entry, Glob, Origin
from linter.report import FORMATS
from linter.rulebook.errors import did_you_mean
from linter.rulebook.yamlfile import Loaded, parse

File = Loaded[ConfigurationSpec]


def parse_configuration(text: str, path: str) -> Configuration:
    """Decode the text of a configuration; raise `RuleFileError` for anything it may not hold.

    `path` is for the errors only; see `Configuration.at`.
    """
    file = parse(text, path, ConfigurationSpec)
    content = file.content
    if content.format not in FORMATS:
        hint = did_you_mean(content.format, FORMATS)
        raise file.error(f"no format '{content.format}'{hint} (one of: {', '.join(FORMATS)})", "format")
    if content.baseline and not _inside(content.baseline):
        raise file.error("the baseline must lie in this folder, or in one below", "baseline")
    sections = []
    for glob, section in content.sections.items():
        way = ("sections", glob)
        if glob.lstrip().startswith("!"):
            raise file.error("a section is for what its glob fits: it cannot begin with '!'", *way)
        layer = tuple(_settings(section, file, *way))
        sections.append((_glob(glob, file, *way), layer))
    exclude = [
        (_glob(glob, file, "exclude", index), Entry("exclude", glob, _origin(file, "exclude", index)))
        for index, glob in enumerate(content.exclude)
    ]
    return Configuration("", "", tuple(_settings(content, file)), tuple(sections), tuple(exclude))


def _inside(path: str) -> bool:
    """Tell whether a path stays in the folder that it counts from."""
    return not os.path.isabs(path) and os.path.normpath(path).split(os.sep)[0] != os.pardir


def _settings(spec: SectionSpec, file: File, *way: str) -> Iterator[Entry]:
    """Yield what stands in the file, or in the section that `way` leads to, in the order of the keys."""
    for field in msgspec.structs.fields(spec):
        key, value = field.encode_name, getattr(spec, field.name)
        here = (*way, key)
        if here not in file.places or key in ("sections", "exclude"):
            continue
        if isinstance(value, list):
            for index, entry in enumerate(value):
                if not entry.strip() or (key == "outlets" and entry.startswith("@")):
                    raise file.error(f"'{entry}' is no name that could stand here", *here, index)
                yield Entry(key, entry, _origin(file, *here, index))
        elif isinstance(value, dict):
            for name, severity in value.items():
                yield Entry(key, severity, _origin(file, *here, name), name)
        elif isinstance(value, msgspec.Struct):
            for part in msgspec.structs.fields(value):
                name = part.encode_name
                if (*here, name) in file.places:
                    yield Entry(f"{key}.{name}", getattr(value, part.name), _origin(file, *here, name))
        else:
            yield Entry(key, value, _origin(file, *here))


def _origin(file: File, *way: str | int) -> Origin:
    section = str(way[1]) if way[0] == "sections" else ""
    return Origin("", *file.place(*way), section)


def _glob(text: str, file: File, *way: str | int) -> Glob:
    try:
        pattern = pathspec.GitIgnoreSpec.from_lines([text]).patterns[0]
    except ValueError as error:
        raise file.error(f"'{text}' is no glob: {str(error)[:1].lower()}{str(error)[1:]}", *way) from None
    if pattern.include is None or pattern.regex is None:
        raise file.error(f"'{text}' is no glob that could fit a file", *way)
    return Glob(text, pattern.regex, pattern.include)
