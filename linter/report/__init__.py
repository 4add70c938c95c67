"""The ways to print what a run found: one module a format, all fed the same report."""

from __future__ import annotations

from importlib import import_module

from linter.report.base import Finished, Format, Linted, MissingExtraError, Setting, Tally

#: Formats of `saysso lint`: each is a module of this package with this class in it.
FORMATS = {
    "text": "Text",
    "concise": "Concise",
    "json": "Json",
    "jsonl": "JsonLines",
    "github": "GitHub",
    "gitlab": "GitLab",
    "sarif": "Sarif",
    "junit": "Junit",
    "checkstyle": "Checkstyle",
    "rdjson": "RdJson",
    "rdjsonl": "RdJsonLines",
    "csv": "Csv",
    "markdown": "Markdown",
    "html": "Html",
}

__all__ = ["FORMATS", "Finished", "Format", "Linted", "MissingExtraError", "Setting", "Tally", "formatter"]


def formatter(name: str, setting: Setting | None = None) -> Format:
    """Return the format of that name, one of `FORMATS`; each is imported only when it is asked for.

    Raises `MissingExtraError` when the format needs a library that is not installed.
    """
    made = getattr(import_module(f"linter.report.{name}"), FORMATS[name])(setting or Setting())
    assert isinstance(made, Format)
    return made
