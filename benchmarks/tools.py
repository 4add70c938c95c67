"""Find the programs that a benchmark runs."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path


def find(name: str) -> str | None:
    """Return the path of a program, first among those of the Python that runs the benchmark."""
    here = str(Path(sys.executable).parent)
    return shutil.which(name, path=here) or shutil.which(name)


def environment() -> dict[str, str]:
    """Return an environment for child processes that neither hides nor colours anything.

    With PYTHONDONTWRITEBYTECODE set, every start of a freshly installed program would compile it anew.
    """
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")}
    return kept | {"NO_COLOR": "1", "PYTHONUTF8": "1"}
