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
    from linter.api import *  # noqa: F403

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Return what `linter.api` offers under a name; under `__all__`, those names."""
    if name == "__all__" or not name.startswith("_"):
        from importlib import import_module

        # Not `from linter import api`, which would ask here for "api".
        api = import_module("linter.api")
        if name == "__all__":
            return [*api.__all__, "__version__"]
        if name in api.__all__:
            found = globals()[name] = getattr(api, name)
            return found
    raise AttributeError(f"module 'linter' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted({*globals(), *__getattr__("__all__")})
