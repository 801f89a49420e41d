"""``validate PLAN``: the findings of a plan. Exit 0: no error. 1: errors. 2: not a plan."""

from __future__ import annotations

from argparse import ArgumentParser
from argparse import Namespace

import generators
from cli import console
from cli.console import Console

HELP = "Check a plan file against the guide."


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("plan", metavar="PLAN", help="path of a plan file, or - for stdin")
    parser.add_argument("--format", choices=("text", "json", "sarif"), default="text")
    parser.add_argument("--fix", action="store_true", help="apply every safe fix; needs -o")
    parser.add_argument("-o", "--output", metavar="FILE", help="path of the fixed plan")


def run(options: Namespace, terminal: Console) -> int:
    """Print the findings, and return the exit code."""
    if options.fix != bool(options.output):
        raise console.Stop("Use --fix and -o FILE together.")
    try:
        source = console.source_of(options.plan)
        file = generators.read_plan_file(source)
        if options.fix:
            file, source = _fixed(file, options.output, terminal)
        judgement = generators.judge_file(file, console.today())
    except generators.Unreadable as error:
        terminal.complain(options.plan, error.problems)
        terminal.write(_unreadable(error, options))
        return console.UNREADABLE
    terminal.write(_report(judgement, source, options, terminal))
    if options.format == "text":
        terminal.conclude(judgement)
    return console.BLOCKED if judgement.errors else console.DONE


def _fixed(
    file: generators.PlanFile, output: str, terminal: Console
) -> tuple[generators.PlanFile, bytes]:
    better, fixes = generators.fixed_file(file, console.today())
    source = generators.plan_file_yaml(better).encode()
    console.written(output, source, "The fixed plan")
    for fix in fixes:
        environment = f"{fix.environment}: " if fix.environment else ""
        terminal.tell(f"{environment}{fix.path}: {fix.before!s} -> {fix.after!s} ({fix.rule})")
    terminal.tell(f"Wrote {output} with {len(fixes)} changed choices.")
    return better, source


def _unreadable(error: generators.Unreadable, options: Namespace) -> str:
    if options.format == "json":
        return generators.unreadable_as_json(error.problems)
    if options.format == "sarif":
        return generators.unreadable_as_sarif(error.problems, options.plan)
    return ""


def _report(
    judgement: generators.FileJudgement, source: bytes, options: Namespace, terminal: Console
) -> str:
    if options.format == "json":
        return generators.as_json(judgement)
    if options.format == "sarif":
        lines = generators.line_numbers(source)
        return generators.as_sarif(judgement, options.plan, lines, terminal.site)
    return generators.as_text(judgement)
