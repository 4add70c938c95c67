"""Run the command line: `python -m linter`."""

import sys

from linter.cli import main

if __name__ == "__main__":
    sys.exit(main())
