"""Rule files from YAML to `RuleFile`, each error with its line and column."""

from __future__ import annotations

from linter.rulebook.schema import RuleFile
from linter.rulebook.yamlfile import Loaded, parse

LoadedFile = Loaded[RuleFile]


def parse_rule_file(text: str, path: str) -> LoadedFile:
    """Decode the text of a rule file; raise `RuleFileError` for anything it may not hold."""
    return parse(text, path, RuleFile)
