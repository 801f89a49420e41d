"""``skillflaw-configurator COMMAND``: the commands that need no server."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from cli.console import Console
from cli.console import Stop

PROGRAM = "skillflaw-configurator"
COMMANDS = ("validate", "generate", "promote", "rules", "schema")


def command(name: str) -> ModuleType:
    """Import the module of a command; one start pays for one command only."""
    return import_module(f"cli.commands.{name}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    options = _parser().parse_args(arguments)
    terminal = Console(site=os.environ.get("SITE_URL", "").rstrip("/"))
    try:
        return int(command(options.command).run(options, terminal))
    except Stop as stop:
        terminal.tell(f"{PROGRAM} {options.command}: {stop}")
        return stop.code


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog=PROGRAM,
        description="Deploy SkillFlaw on Kubernetes: check a plan file and generate its bundle.",
    )
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        module = command(name)
        module.add_arguments(subparsers.add_parser(name, help=module.HELP, description=module.HELP))
    return parser


if __name__ == "__main__":
    sys.exit(main())
