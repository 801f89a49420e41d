"""``validate PLAN``: the findings of a plan. Exit 0: no error. 1: errors. 2: not a plan."""

from __future__ import annotations

from argparse import ArgumentParser
from argparse import Namespace

import generators
from cli import console
from cli import plan_text
from cli.commands import SUMMARIES
from cli.console import Console

HELP = SUMMARIES["validate"]
EPILOG = """\
Each finding begins with the file and the line to change, as compilers write it:

  plan.yaml:14: error: ingress-timeout-below-longest-flow

Findings go to standard output, messages and the count of findings to standard error.

Examples:
  skillflaw-configurator validate plan.yaml
  skillflaw-configurator validate plan.yaml --coverage
  skillflaw-configurator validate plan.yaml --fix -o plan.yaml
  skillflaw-configurator validate plan.yaml --format json | jq -r .verdict
  skillflaw-configurator validate plan.yaml --format sarif > findings.sarif

Exit codes:
  0  no error; there may be warnings
  1  the plan has errors
  2  the file is not a plan; the problems are printed, in JSON and SARIF too
  3  wrong arguments, or the fixed plan could not be written
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("plan", metavar="PLAN", help="path of a plan file, or - for stdin")
    parser.add_argument(
        "--format",
        choices=("text", "json", "sarif"),
        default="text",
        help="text (default), json with findings and coverage, or sarif for code scanners",
    )
    parser.add_argument(
        "--coverage", action="store_true", help="list each statement of the guide, in text too"
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="apply every safe fix, and keep comments and order of the file; needs -o",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="path of the fixed plan")
    parser.epilog = EPILOG


def run(options: Namespace, terminal: Console) -> int:
    """Print the findings, and return the exit code."""
    if options.fix != bool(options.output):
        raise console.Stop("Use --fix and -o FILE together.")
    try:
        source = console.source_of(options.plan)
        file = generators.read_plan_file(source)
        if options.fix:
            file, source = _fixed(file, source, options, terminal)
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
    file: generators.PlanFile, source: bytes, options: Namespace, terminal: Console
) -> tuple[generators.PlanFile, bytes]:
    better, fixes = generators.fixed_file(file, console.today())
    text = plan_text.edited(source, better) if fixes else source.decode("utf-8-sig")
    if text is None:
        name = console.name_of(options.plan)
        terminal.tell(f"The comments and the order of {name} were not kept: a line that has to")
        terminal.tell("change holds more than one value. The plan was written anew.")
        text = generators.plan_file_yaml(better)
    console.written(options.output, text.encode(), "The fixed plan")
    for fix in fixes:
        environment = f"{fix.environment}: " if fix.environment else ""
        before, after = generators.shown(fix.before), generators.shown(fix.after)
        terminal.tell(f"{environment}{fix.path}: {before} -> {after} ({fix.rule})")
    terminal.tell(f"Wrote {options.output} with {len(fixes)} changed choices.")
    return better, text.encode()


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
        return generators.as_json(generators.located(judgement))
    if options.format == "sarif":
        lines = generators.line_numbers(source)
        return generators.as_sarif(judgement, options.plan, lines, terminal.site)
    return generators.as_text(
        generators.located(judgement) if options.coverage else judgement,
        console.name_of(options.output if options.fix else options.plan),
        generators.key_lines(source),
        coverage=options.coverage,
        coloured=terminal.coloured,
    )
