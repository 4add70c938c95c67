"""Run the command line: `python -m linter`."""

from linter.cli import entry

if __name__ == "__main__":
    entry()
