"""Secrets that are committed as encrypted files: the script and the templates for them."""

from __future__ import annotations

from collections.abc import Sequence

from generators.manifests.part import File
from generators.manifests.part import Note
from generators.manifests.part import RequiredSecret
from generators.manifests.secrets.script import script
from generators.manifests.secrets.script import script_choices
from generators.manifests.secrets.templates import template_file
from generators.plan import Plan

PRESENT = """\
present() {
  [ -e "$directory/$1.yaml" ]
}
"""

CHECKS = """\
command -v {tool} >/dev/null || fail '{tool} is not installed'
directory=${{1:?the directory that the files are written to}}
mkdir -p "$directory"
say "Files for the namespace $namespace are written to $directory."
"""

ABOUT = """{verb} the Secrets of this bundle that are missing in the directory. Values are
# generated or prompted for. No file contains a value in plain text."""


def encrypting_script(
    plan: Plan,
    secrets: Sequence[RequiredSecret],
    *,
    path: str,
    verb: str,
    tool: str,
    deliver: str,
) -> File:
    """Make the script that writes a file for each missing Secret; ``deliver`` is its function."""
    text = script(
        plan,
        secrets,
        about=ABOUT.format(verb=verb),
        usage=f"sh {path} DIRECTORY",
        sink=f"{deliver}\n{PRESENT}",
        checks=CHECKS.format(tool=tool),
    )
    return File(
        path=path,
        content=text,
        why="Creates each missing file and does not change existing ones.",
        choices=script_choices(secrets),
        guide=("security.secrets", "security.images"),
        executable=True,
    )


def templates(plan: Plan, secrets: Sequence[RequiredSecret], command: str) -> tuple[File, ...]:
    """Make a template of each Secret that people create; ``command`` encrypts a copy of it."""
    return tuple(template_file(plan, secret, command) for secret in secrets if not secret.made_by)


def encrypted_directory(plan: Plan) -> str:
    """Name the folder of the encrypted files, beside the bundle's own."""
    return f"{plan.name}-secrets/{plan.release.environment}"


def committed(plan: Plan, what: str) -> Note:
    """Note that encrypted Secrets do not belong in the generated folder."""
    return Note(
        "manual",
        f"The {what} do not belong in this folder, because it is generated again. Commit them "
        f"beside it, in {encrypted_directory(plan)}. The GitOps controller applies that folder.",
        ("secrets.provider",),
        ("security.secrets",),
    )
