"""The parsers of the commands: each is made of its own module, when it is needed."""

from __future__ import annotations

import sys
from argparse import Action
from argparse import ArgumentParser
from argparse import Namespace
from argparse import RawDescriptionHelpFormatter
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from shutil import get_terminal_size
from types import ModuleType
from typing import Any
from typing import NoReturn

from cli.commands import PROGRAM
from cli.commands import SUMMARIES
from cli.exit_codes import USAGE

WIDTH = 100
EPILOG = """\
Examples:
  skillflaw-configurator validate plan.yaml
  skillflaw-configurator generate plan.yaml --output deploy
  skillflaw-configurator generate plan.yaml --output deploy --update
  curl -fsS https://plans.acme.com/plan.yaml | skillflaw-configurator validate -

COMMAND --help has the options, examples and exit codes of a command. Exit codes of all commands:
  0  done: no error, everything written
  1  the plan has errors, or the bundle is not what was approved
  2  the file is not a plan, or not a bundle
  3  wrong arguments, or a file could not be written
  4  generate --update: a generated file was edited by hand
130  interrupted; 141 when the reader of a pipe has ended
"""


class Formatter(RawDescriptionHelpFormatter):
    """Prints descriptions as they are written, and options in at most 100 columns."""

    def __init__(self, prog: str, **options: Any) -> None:
        width = min(WIDTH, get_terminal_size((WIDTH, 0)).columns)
        super().__init__(prog, **{"max_help_position": 28, "width": width, **options})


def usage_error(parser: ArgumentParser, message: str) -> NoReturn:
    """Print the usage of a parser and what is wrong, and end with :data:`USAGE`."""
    parser.print_usage(sys.stderr)
    parser.exit(USAGE, f"{parser.prog}: {message}\nRun {parser.prog} --help for examples.\n")


class Parser(ArgumentParser):
    """A parser whose errors end with 3: argparse's own 2 is the code of a file that is no plan."""

    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong, and end with :data:`USAGE`."""
        usage_error(self, message)


class Version(Action):
    """Prints the version of the generator and the day of the guide that its rules follow."""

    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Print them and end; the generators are imported for nothing else."""
        import generators

        text = f"{PROGRAM} {generators.VERSION}, production guide of {generators.GUIDE}\n"
        sys.stdout.write(text)
        parser.exit()


def command(name: str) -> ModuleType:
    """Import the module of a command; one start pays for one command only."""
    return import_module(f"cli.commands.{name}")


def parser_of(name: str) -> Parser:
    """Make the parser of one command."""
    module = command(name)
    parser = Parser(
        prog=f"{PROGRAM} {name}", description=SUMMARIES[name], formatter_class=Formatter
    )
    module.add_arguments(parser)
    return parser


def top_parser() -> Parser:
    """Make the parser of the program itself, which knows the names of the commands only."""
    names = "".join(f"  {name:<11} {summary}\n" for name, summary in SUMMARIES.items())
    parser = Parser(
        prog=PROGRAM,
        usage=f"{PROGRAM} [--help] [--version] COMMAND …",
        description="Deploy SkillFlaw on Kubernetes: check a plan file, generate its Kustomize "
        f"bundle.\nNo server and no network is needed.\n\ncommands:\n{names}",
        epilog=EPILOG,
        formatter_class=Formatter,
    )
    parser.add_argument("--version", nargs=0, action=Version, help="show the version and exit")
    return parser


def parsed(arguments: Sequence[str]) -> tuple[str, Namespace]:
    """Give the name of the command and its arguments; ends where they are wrong."""
    name, *rest = arguments or ("--help",)
    if name in SUMMARIES:
        return name, parser_of(name).parse_args(rest)
    top = top_parser()
    if not name.startswith("-"):
        near = get_close_matches(name, SUMMARIES, 1)
        hint = f"Did you mean {near[0]}?" if near else f"Commands: {', '.join(SUMMARIES)}."
        top.error(f"There is no command {name}. {hint}")
    top.parse_args([name])
    return top.error("Name the command first, and then its options.")
