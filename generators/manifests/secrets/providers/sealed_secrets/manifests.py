"""Sealed Secrets: files that only one cluster can decrypt."""

from __future__ import annotations

from collections.abc import Sequence

from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import RequiredSecret
from generators.manifests.secrets.encrypted_files import committed
from generators.manifests.secrets.encrypted_files import encrypting_script
from generators.manifests.secrets.encrypted_files import templates
from generators.plan import Plan

SCRIPT = "scripts/seal-secrets.sh"

DELIVER = """\
# Seals the Secret from the manifest on standard input for its name and namespace.
deliver() {
  kubeseal --format yaml --namespace "$namespace" >"$directory/$1.yaml.part"
  mv "$directory/$1.yaml.part" "$directory/$1.yaml"
}
"""

ONE_CLUSTER = Note(
    "manual",
    "Only one cluster can decrypt a SealedSecret, under one name and namespace. Back up the "
    "controller's sealing keys, or store the values elsewhere too.",
    ("secrets.provider", "release.namespace"),
    ("security.secrets",),
)


def sealed_secrets(plan: Plan, secrets: Sequence[RequiredSecret]) -> Part:
    """Make templates, and a script that seals for the cluster of the current context."""
    namespace = plan.release.namespace
    command = f"kubeseal --format yaml --namespace {namespace} <COPY >SEALED, and delete the copy."
    script = encrypting_script(
        plan, secrets, path=SCRIPT, verb="Seals", tool="kubeseal", deliver=DELIVER
    )
    return Part(
        files=(script, *templates(plan, secrets, command)),
        notes=(committed(plan, "SealedSecrets"), ONE_CLUSTER),
        crds=("bitnami.com",),
    )
