"""``schema``: the plan's JSON Schema."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from argparse import Namespace

import generators
from cli import console
from cli.commands import SUMMARIES
from cli.console import Console

HELP = SUMMARIES["schema"]
EPILOG = """\
Editors complete and check a plan with it. With the YAML language server, write the schema to a file
and begin the plan with a line that names it:

  skillflaw-configurator schema > skillflaw-plan.schema.json
  # yaml-language-server: $schema=./skillflaw-plan.schema.json
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare no arguments: there is one schema."""
    parser.epilog = EPILOG


def run(options: Namespace, terminal: Console) -> int:
    """Print the schema, and return the exit code."""
    terminal.write(json.dumps(generators.schema(), indent=2, ensure_ascii=True) + "\n")
    return console.DONE
