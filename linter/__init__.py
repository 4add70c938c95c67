"""saysso: a linter for news copy that asks of every sentence who says so.

    >>> import linter
    >>> report = linter.lint_text("The Herald has learned that the mill will close.")
    >>> [finding.code for finding in report.findings]
    ['SQ206']

`lint_text`, `lint_file` and `load_rulebook`, with the records and errors they deal in, are in `linter.api`; they
are imported when they are first asked for, since the command has to start fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linter.api import (
        Attribution,
        Document,
        Finding,
        Place,
        ReadAs,
        Report,
        Rule,
        Rulebook,
        RuleFileError,
        Severity,
        SignSeen,
        SourceKind,
        Speaker,
        Status,
        Suppressed,
        UnreadableError,
        lint_file,
        lint_text,
        load_rulebook,
    )

__version__ = "0.1.0"

__all__ = [
    "Attribution",
    "Document",
    "Finding",
    "Place",
    "ReadAs",
    "Report",
    "Rule",
    "RuleFileError",
    "Rulebook",
    "Severity",
    "SignSeen",
    "SourceKind",
    "Speaker",
    "Status",
    "Suppressed",
    "UnreadableError",
    "__version__",
    "lint_file",
    "lint_text",
    "load_rulebook",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'linter' has no attribute '{name}'")
    from linter import api

    found = globals()[name] = getattr(api, name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
