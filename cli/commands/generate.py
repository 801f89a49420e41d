"""``generate PLAN``: the bundle of a plan file, as a folder or as a zip."""

from __future__ import annotations

from argparse import ArgumentParser
from argparse import Namespace
from pathlib import Path

import generators
from cli import console
from cli import customizations
from cli import effects
from cli import folder
from cli.commands import SUMMARIES
from cli.console import Console

HELP = SUMMARIES["generate"]
EPILOG = """\
Examples:
  skillflaw-configurator generate plan.yaml --output deploy
  skillflaw-configurator generate plan.yaml --output deploy --update
  skillflaw-configurator generate plan.yaml --zip acme-production.zip

The same plan gives the same bytes. An update writes what changed, removes what it generated before
and no longer does, and keeps every other file, custom/ among them.

Exit codes:
  0  written; findings that are no errors do not stop it
  1  the plan has errors; nothing was written
  2  the file is not a plan; nothing was written
  3  wrong arguments, the folder is not empty, or it could not be written
  4  a generated file was edited by hand; nothing was written, and the lines are printed
"""
THREE_WAYS = """\
Nothing was written. Choose one:
  1. Move your change to custom/<environment>/, restore the file, and run the command again.
     An update never changes custom/. Its README.md has examples.
  2. Overwrite your change: run the command again with --force.
  3. Keep the folder as it is. Then it does not match plan.yaml, and verify says so."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("plan", metavar="PLAN", help="path of a plan file, or - for stdin")
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument(
        "--output", metavar="DIR", help="write the folder DIR/<name>, which is empty or absent"
    )
    target.add_argument("--zip", metavar="FILE", help="write a zip file")
    parser.add_argument(
        "--update",
        action="store_true",
        help="bring DIR/<name> up to date; keep files that were not generated",
    )
    parser.add_argument(
        "--force", action="store_true", help="with --update: overwrite generated files you edited"
    )
    parser.epilog = EPILOG


def run(options: Namespace, terminal: Console) -> int:
    """Write the bundle, or nothing, and return the exit code."""
    _refuse_combinations(options)
    try:
        source = console.source_of(options.plan)
        file = generators.read_plan_file(source)
        bundle = generators.bundle_of(file)
    except generators.Unreadable as error:
        terminal.complain(options.plan, error.problems)
        return console.UNREADABLE
    except generators.Blocked as error:
        _tell_findings(error.judgement, source, options, terminal)
        return console.BLOCKED
    if options.zip:
        console.written(options.zip, bundle.zipped(), "The zip")
        terminal.tell(f"Wrote {options.zip}: {len(bundle.files)} files.")
        code = console.DONE
    else:
        code = _into_folder(bundle, options, terminal)
    if code == console.DONE:
        _tell_warnings(file, terminal)
    return code


def _tell_findings(
    judgement: generators.Judgement | generators.FileJudgement,
    source: bytes,
    options: Namespace,
    terminal: Console,
) -> None:
    """Print the findings of a plan with errors, and that there is no bundle of it."""
    name, lines = console.name_of(options.plan), generators.key_lines(source)
    text = generators.as_text(judgement, name, lines, coloured=terminal.messages_coloured)
    terminal.err.write(text)
    terminal.tell("Nothing was written: fix the errors first.")
    terminal.conclude(judgement)


def _tell_warnings(file: generators.PlanFile, terminal: Console) -> None:
    """Name the warnings of a plan, briefly: validate explains them."""
    judgement = generators.judge_file(file, console.today())
    slugs = sorted({finding.rule.slug for finding in judgement.warnings})
    if slugs:
        terminal.tell(f"Warnings, which validate explains: {', '.join(slugs)}.")
    terminal.conclude(judgement)


def _refuse_combinations(options: Namespace) -> None:
    if options.update and not options.output:
        raise console.Stop("--update needs --output DIR: a zip is always written anew.")
    if options.force and not options.update:
        raise console.Stop("--force needs --update.")


def _into_folder(bundle: generators.Bundle, options: Namespace, terminal: Console) -> int:
    output = Path(options.output)
    before = effects.texts(output / bundle.name) if options.update else {}
    try:
        if options.update:
            result = folder.update(bundle, output, force=options.force)
        else:
            result = folder.write(bundle, output)
    except folder.NotEmpty as error:
        raise console.Stop(
            f"{error.folder} is not an empty folder. Use --update to bring a bundle in it up to "
            "date, or choose another folder."
        ) from None
    except folder.EditedByHand as error:
        _tell_edits(error, output / bundle.name, terminal)
        return console.EDITED
    except OSError as error:
        raise console.Stop(f"The bundle was not written: {error}") from None
    _tell_result(result, terminal)
    if options.update:
        _tell_customizations(bundle, result, terminal)
    if before and (text := effects.told(before, bundle)):
        terminal.tell(f"\n{text.rstrip()}")
    return console.DONE


def _tell_edits(error: folder.EditedByHand, path: Path, terminal: Console) -> None:
    count = len(error.edits)
    terminal.tell(f"{path}: {count} file{'s were' if count != 1 else ' was'} edited by hand.")
    for edit in error.edits:
        terminal.tell(f"\n{edit.path}")
        for line in edit.lines:
            terminal.tell(f"  {line}")
    terminal.tell(f"\n{THREE_WAYS}")


def _tell_result(result: folder.Written, terminal: Console) -> None:
    for label, paths in (("wrote", result.written), ("removed", result.removed)):
        if result.unchanged or result.removed:
            for path in paths:
                terminal.tell(f"  {label} {path}")
    counts = [f"{len(result.written)} written", f"{len(result.removed)} removed"]
    counts += [f"{len(result.unchanged)} unchanged", f"{len(result.own)} not generated, kept"]
    terminal.tell(f"{result.folder}: {', '.join(counts)}.")


def _tell_customizations(
    bundle: generators.Bundle, result: folder.Written, terminal: Console
) -> None:
    """Say of each folder below ``custom/`` with changes of the team's whether it builds."""
    files = {file.path: file.text for file in bundle.files}
    plans = generators.read_plan_file(files["plan.yaml"].encode()).plans
    for build in customizations.built(result.folder, files):
        if not build.changed:
            continue
        for unmet in build.unmet:
            terminal.tell(f"Warning: {build.path}: {unmet}. Correct it, or remove it.")
        if build.error:
            terminal.tell(f"Warning: {build.path} no longer builds. Correct it:\n{build.error}")
        elif not build.tool:
            terminal.tell(
                f"{build.path} was changed by you and was not built: neither kustomize nor "
                "kubectl is on the PATH."
            )
        else:
            terminal.tell(f"{build.path} builds with your changes.")
        plan = plans.get(build.environment)
        if plan and not plan.operations.custom_overlay:
            terminal.tell(
                f"{build.path} is not in use: set operations.customOverlay to true, so that GitOps "
                "objects and documents apply it."
            )
