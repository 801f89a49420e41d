"""SOPS: Secrets that are encrypted with the keys of the repository."""

from __future__ import annotations

from collections.abc import Sequence

from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import RequiredSecret
from generators.manifests.secrets.encrypted_files import committed
from generators.manifests.secrets.encrypted_files import encrypting_script
from generators.manifests.secrets.encrypted_files import templates
from generators.plan import Plan

SCRIPT = "scripts/encrypt-secrets.sh"

DELIVER = """\
# Encrypts the values of the manifest on standard input, with the rules of .sops.yaml.
deliver() {
  sops encrypt --input-type json --output-type yaml --encrypted-regex '^(data|stringData)$' \\
    --filename-override "$directory/$1.yaml" /dev/stdin >"$directory/$1.yaml.part"
  mv "$directory/$1.yaml.part" "$directory/$1.yaml"
}
"""

DECRYPTION = Note(
    "manual",
    "Flux decrypts SOPS files. For kubectl, use `sops decrypt FILE | kubectl apply -f -`. Argo "
    "CD needs a plugin.",
    ("secrets.provider", "operations.gitops"),
    ("security.secrets",),
)


def sops(plan: Plan, secrets: Sequence[RequiredSecret]) -> Part:
    """Make templates, and a script that encrypts by the repository's ``.sops.yaml``."""
    command = (
        "sops encrypt --encrypted-regex '^(data|stringData)$' COPY >ENCRYPTED, and delete the copy."
    )
    script = encrypting_script(
        plan, secrets, path=SCRIPT, verb="Encrypts", tool="sops", deliver=DELIVER
    )
    return Part(
        files=(script, *templates(plan, secrets, command)),
        notes=(committed(plan, "encrypted files"), DECRYPTION),
    )
