"""``rules``: every rule of the catalogue."""

from __future__ import annotations

from argparse import ArgumentParser
from argparse import Namespace

import generators
from cli import console
from cli.commands import SUMMARIES
from cli.console import Console

HELP = SUMMARIES["rules"]
EPILOG = """\
Examples:
  skillflaw-configurator rules
  skillflaw-configurator rules --format json | jq '.[] | select(.severity == "error") | .slug'
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="text (default) or json"
    )
    parser.epilog = EPILOG


def run(options: Namespace, terminal: Console) -> int:
    """Print the rules, for a terminal or as JSON, and return the exit code."""
    as_json = options.format == "json"
    terminal.write(generators.rules_as_json() if as_json else generators.rules_as_text())
    return console.DONE
