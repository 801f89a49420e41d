"""``schema``: the plan's JSON Schema."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from argparse import Namespace

import generators
from cli import console
from cli.console import Console

HELP = "Print the JSON Schema of a plan file."


def add_arguments(parser: ArgumentParser) -> None:
    """Declare no arguments: there is one schema."""


def run(options: Namespace, terminal: Console) -> int:
    """Print the schema, and return the exit code."""
    terminal.write(json.dumps(generators.schema(), indent=2, ensure_ascii=True) + "\n")
    return console.DONE
