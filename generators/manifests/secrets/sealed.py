"""Secrets that are committed: sealed for one cluster, or encrypted with SOPS."""

from __future__ import annotations

from generators.manifests.part import File
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.secrets.required import required_secrets
from generators.manifests.secrets.script import script
from generators.manifests.secrets.script import script_choices
from generators.manifests.secrets.templates import template_file
from generators.plan import Plan

PRESENT = """\
present() {
  [ -e "$directory/$1.yaml" ]
}
"""

SEAL = f"""\
# Seals the Secret from the manifest on standard input for its name and namespace.
deliver() {{
  kubeseal --format yaml --namespace "$namespace" >"$directory/$1.yaml.part"
  mv "$directory/$1.yaml.part" "$directory/$1.yaml"
}}

{PRESENT}"""

ENCRYPT = f"""\
# Encrypts the values of the manifest on standard input, with the rules of .sops.yaml.
deliver() {{
  sops encrypt --input-type json --output-type yaml --encrypted-regex '^(data|stringData)$' \\
    --filename-override "$directory/$1.yaml" /dev/stdin >"$directory/$1.yaml.part"
  mv "$directory/$1.yaml.part" "$directory/$1.yaml"
}}

{PRESENT}"""

CHECKS = """\
command -v {tool} >/dev/null || fail '{tool} is not installed'
directory=${{1:?the directory that the files are written to}}
mkdir -p "$directory"
say "Files for the namespace $namespace are written to $directory."
"""

ABOUT = """{verb} the Secrets of this bundle that are missing in the directory. Values are
# generated or prompted for. No file contains a value in plain text."""


def sealed_secrets(plan: Plan) -> Part:
    """Make templates, and a script that seals for the cluster of the current context."""
    path = "scripts/seal-secrets.sh"
    text = script(
        plan,
        about=ABOUT.format(verb="Seals"),
        usage=f"sh {path} DIRECTORY",
        sink=SEAL,
        checks=CHECKS.format(tool="kubeseal"),
    )
    namespace = plan.release.namespace
    command = f"kubeseal --format yaml --namespace {namespace} <COPY >SEALED, and delete the copy."
    return Part(
        files=(_script(plan, path, text), *_templates(plan, command)),
        notes=(_committed("SealedSecrets"), SEALED),
        crds=("bitnami.com",),
    )


def sops(plan: Plan) -> Part:
    """Make templates, and a script that encrypts by the repository's ``.sops.yaml``."""
    path = "scripts/encrypt-secrets.sh"
    text = script(
        plan,
        about=ABOUT.format(verb="Encrypts"),
        usage=f"sh {path} DIRECTORY",
        sink=ENCRYPT,
        checks=CHECKS.format(tool="sops"),
    )
    command = (
        "sops encrypt --encrypted-regex '^(data|stringData)$' COPY >ENCRYPTED, and delete the copy."
    )
    return Part(
        files=(_script(plan, path, text), *_templates(plan, command)),
        notes=(_committed("encrypted files"), ENCRYPTED),
    )


def _script(plan: Plan, path: str, text: str) -> File:
    return File(
        path=path,
        content=text,
        why="Creates each missing file and does not change existing ones.",
        choices=script_choices(plan),
        guide=("security.secrets", "security.images"),
        executable=True,
    )


def _templates(plan: Plan, command: str) -> tuple[File, ...]:
    wanted = [secret for secret in required_secrets(plan) if not secret.made_by]
    return tuple(template_file(plan, secret, command) for secret in wanted)


def _committed(what: str) -> Note:
    return Note(
        "manual",
        f"The {what} do not belong in this folder, because it is generated again. Commit them "
        "outside it, and apply them before the overlay.",
        ("secrets.provider",),
        ("security.secrets",),
    )


SEALED = Note(
    "manual",
    "Only one cluster can decrypt a SealedSecret, under one name and namespace. Back up the "
    "controller's sealing keys, or store the values elsewhere too.",
    ("secrets.provider", "release.namespace"),
    ("security.secrets",),
)

ENCRYPTED = Note(
    "manual",
    "Flux decrypts SOPS files. For kubectl, use `sops decrypt FILE | kubectl apply -f -`. Argo "
    "CD needs a plugin.",
    ("secrets.provider", "operations.gitops"),
    ("security.secrets",),
)
