"""`saysso init`: write a configuration to start from."""

from __future__ import annotations

import os

import click

from linter.cli.configuration import NAMES
from linter.cli.errors import Failure
from linter.cli.outputs import writing

#: What is written. A line that begins with '#' and no blank after it is a setting to put in force.
STARTER = """\
# What saysso goes by for the drafts in this folder and below. Nothing is set yet: take the # off a line to set
# it. 'saysso config draft.txt' tells what is in force for a draft; options on the command line win.

# The rules to go by: recommended, strict, or a house's, such as reuters.
#profile: recommended

# What to read drafts as: news, or other copy, such as opinion or court; auto lets each draft tell.
#genre: auto

# Rules to run, by code, beginning of a code or name: only these, these too, all but these ('saysso rules'). Of the
# first, a beginning keeps what the profile runs; a whole code, a name or ALL turns on what it has off.
#select: [UA, SQ]
#extend-select: [unattributed-run]
#ignore: [AW304, CC]

# What a rule weighs: info, warning, error, or off.
#severity:
#  AW301: error
#  vague-collective: info

# The severity from which the exit status is 1: info, warning, error, or never.
#fail-level: warning

# Your own names: "the Sentinel has learned" makes you your own source.
#outlets: [the Sentinel, Harbour Radio]

# Your own rule files, as seen from this file; docs/rule-files.md tells how to write one.
#rules: [our-rules.yml]

# Ask for a reason wherever a comment lets a finding pass.
#suppressions:
#  require-reason: true

# Other settings for some drafts, by glob; where two fit, the later one wins. All of the above can stand here.
#sections:
#  "opinion/**":
#    genre: opinion
#  "courts/**":
#    genre: court
#    fail-level: info

# What to leave out of folders, written as in a .gitignore, beside what git ignores.
#exclude: [archive/, "*.notes.txt"]
#gitignore: true

# What 'saysso lint' lets pass, when it runs in this folder: 'saysso lint --write-baseline saysso-baseline.json drafts/'
# writes down what is there now. --baseline '' does without.
#baseline: saysso-baseline.json

# How 'saysso lint' prints findings, when it runs in this folder.
#format: concise
"""


@click.command(
    "init",
    epilog="""\b
Examples:
  saysso init
  saysso init drafts/                      for the drafts in that folder
""",
)
@click.argument("folder", default=os.curdir, metavar="[FOLDER]")
def command(folder: str) -> None:
    """Write a commented .saysso.yml to start from. One that is there already stays as it is."""
    for name in NAMES:
        path = os.path.join(folder, name)
        if os.path.lexists(path):
            raise Failure(f"{os.path.normpath(path)} is there already; 'saysso config' shows what it sets")
    path = os.path.normpath(os.path.join(folder, NAMES[0]))
    with writing(path) as write:
        write(STARTER)
    click.echo(f"{path} written: take the # off what you want to set")
