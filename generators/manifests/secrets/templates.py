"""A manifest of each Secret with placeholders, for those who seal or encrypt by hand."""

from __future__ import annotations

from generators.manifests.part import PART_OF
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.plan import Plan

# No value has this form, so a template that was not filled in is seen at once.
UNFILLED = "REPLACE-ME"


def template_file(plan: Plan, secret: RequiredSecret, command: str) -> File:
    """Make the template of a Secret; ``command`` is what is done with the filled-in copy."""
    manifest: Manifest = {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {
            "name": secret.name,
            "namespace": plan.release.namespace,
            "labels": {PART_OF: "skillflaw"},
        },
        "type": secret.type,
        "stringData": {
            **{entry.key: _value(entry) for entry in secret.entries},
            **({UNFILLED: UNFILLED} if secret.further else {}),
        },
    }
    return File(
        path=f"scripts/secrets/{secret.name}.yaml",
        content=(manifest,),
        why=f"{secret.purpose} Fill in a copy outside the repository, then: {command}",
        choices=("secrets.provider", "release.namespace", *secret.choices),
        guide=secret.guide,
    )


def _value(entry: SecretEntry) -> str:
    return entry.template or UNFILLED
