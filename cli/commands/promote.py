"""``promote PLAN --from A --to B``: the moving choices of an environment, given to another one."""

from __future__ import annotations

from argparse import ArgumentParser
from argparse import Namespace
from collections.abc import Iterable

import generators
from cli import console
from cli.commands import SUMMARIES
from cli.console import Console

HELP = SUMMARIES["promote"]
EPILOG = """\
Images, tags, settings and the shape move. Hostnames, addresses, namespaces, names of Secrets, sizes
and counts stay, but for those named with --also.

Examples:
  skillflaw-configurator promote plan.yaml --from staging --to production -o plan.yaml
  skillflaw-configurator promote plan.yaml --from staging --to production \\
      --also scaling.backend.replicas > promoted.yaml

Exit codes:
  0  done; what moved and what stayed is printed to standard error
  2  the file is not a plan
  3  wrong arguments, no such environment or choice, or the plan could not be written
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("plan", metavar="PLAN", help="path of a plan file, or - for stdin")
    parser.add_argument(
        "--from", dest="source", metavar="A", required=True, help="environment to promote from"
    )
    parser.add_argument(
        "--to", dest="target", metavar="B", required=True, help="environment to promote to"
    )
    parser.add_argument(
        "--also",
        metavar="CHOICE",
        action="append",
        default=[],
        help="a choice, or a group of choices, that would otherwise stay; may be repeated",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="path of the new plan file; else standard output"
    )
    parser.epilog = EPILOG


def run(options: Namespace, terminal: Console) -> int:
    """Write the plan file, say what moved and what stayed, and return the exit code."""
    source, target = options.source, options.target
    try:
        file = generators.read_plan_file(console.source_of(options.plan))
        promotion = generators.promote(file, source, target, options.also)
    except generators.Unreadable as error:
        terminal.complain(options.plan, error.problems)
        return console.UNREADABLE
    except generators.CannotPromote as error:
        raise console.Stop(str(error)) from None
    text = generators.plan_file_yaml(promotion.file)
    if options.output:
        console.written(options.output, text.encode(), "The plan file")
    else:
        terminal.write(text)
    _tell(terminal, f"Moved from {source} to {target}", promotion.moved, "was")
    _tell(terminal, f"Stayed in {target}", promotion.stayed, "is")
    return console.DONE


def _tell(
    terminal: Console, heading: str, differences: Iterable[generators.Difference], verb: str
) -> None:
    listed = tuple(differences)
    terminal.tell(f"{heading}: {len(listed)} choices")
    for difference in listed:
        source, target = generators.shown(difference.source), generators.shown(difference.target)
        terminal.tell(f"  {difference.path}: {source} ({verb} {target})")
