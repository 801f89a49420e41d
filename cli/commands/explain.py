"""``explain PLAN [FILE[:LINE]]``: why each line of the bundle is there."""

from __future__ import annotations

from argparse import ArgumentParser
from argparse import Namespace
from collections.abc import Sequence
from difflib import get_close_matches

import generators
from cli import console
from cli.commands import SUMMARIES
from cli.console import Console

HELP = SUMMARIES["explain"]
NEAREST = 3
EPILOG = """\
A choice is named on a line if another valid value of it changes or removes the line. FILE is a
path inside the bundle, with or without the bundle's folder. A plan with errors is explained too;
what it leaves open is a placeholder that begins with todo-.

Examples:
  skillflaw-configurator explain plan.yaml base/backend-deployment.yaml:30
  skillflaw-configurator explain plan.yaml base/backend-deployment.yaml
  skillflaw-configurator explain plan.yaml --environment staging
  skillflaw-configurator explain plan.yaml --format json | jq '.[] | select(.line == 1)'

Exit codes:
  0  explained, also where the plan has errors
  2  the file is not a plan
  3  wrong arguments: no such file, line or environment
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("plan", metavar="PLAN", help="path of a plan file, or - for stdin")
    parser.add_argument(
        "file",
        metavar="FILE[:LINE]",
        nargs="?",
        default="",
        help="a file of the bundle, or one line of it; all files without it",
    )
    parser.add_argument(
        "--environment", metavar="NAME", default="", help="only the files of this environment"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="text (default) or json"
    )
    parser.epilog = EPILOG


def run(options: Namespace, terminal: Console) -> int:
    """Print the lines with their reasons, and return the exit code."""
    try:
        file = generators.read_plan_file(console.source_of(options.plan))
    except generators.Unreadable as error:
        terminal.complain(options.plan, error.problems)
        return console.UNREADABLE
    lines = _wanted(file, options)
    if options.format == "json":
        terminal.write(generators.explanation_as_json(lines))
    else:
        terminal.write(generators.explanation_as_text(lines, coloured=terminal.coloured))
    return console.DONE


def _wanted(file: generators.PlanFile, options: Namespace) -> Sequence[generators.ExplainedLine]:
    environment = options.environment
    if environment and environment not in file.environments:
        raise console.Stop(_unknown("environment", environment, file.environments))
    path, number = _place(file, options.file)
    lines = generators.explain(file, path)
    if environment and not file.single:
        lines = tuple(
            line for line in lines if generators.environment_of(line.file, file) == environment
        )
    if not number:
        return lines
    chosen = [line for line in lines if line.line == number]
    if not chosen:
        raise console.Stop(f"{path} has lines 1 to {len(lines)}, and no line {number}.")
    return chosen


def _place(file: generators.PlanFile, text: str) -> tuple[str, int]:
    """Find the file and the line that were asked for; 0 for every line."""
    if not text:
        return "", 0
    name, _, number = text.rpartition(":") if text.rpartition(":")[2].isdigit() else (text, "", "")
    path = name.removeprefix("./").removeprefix(f"{file.name}/")
    paths = generators.explained_files(file)
    if path not in paths:
        raise console.Stop(_unknown("file", path, paths))
    if number and int(number) < 1:
        raise console.Stop(f"{path} begins with line 1.")
    return path, int(number or 0)


def _unknown(kind: str, name: str, names: Sequence[str]) -> str:
    ending = [path for path in names if path.endswith(f"/{name}")]
    nearest = [*ending, *get_close_matches(name, names, NEAREST, 0.4)] or list(names)
    listed = ", ".join(dict.fromkeys(nearest[:NEAREST]))
    return f"There is no {kind} {name} to explain. Nearest: {listed}."
