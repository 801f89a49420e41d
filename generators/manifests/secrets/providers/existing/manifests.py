"""Secrets that the team creates itself, with a script that never writes a value down."""

from __future__ import annotations

from collections.abc import Sequence

from generators.manifests.part import File
from generators.manifests.part import Part
from generators.manifests.part import RequiredSecret
from generators.manifests.secrets.script import script
from generators.manifests.secrets.script import script_choices
from generators.plan import Plan

SCRIPT = "scripts/create-secrets.sh"

SINK = """\
# Creates the Secret from the manifest on standard input.
deliver() {
  kubectl create --namespace "$namespace" -f -
}

present() {
  found=$(kubectl get secret "$1" --namespace "$namespace" --ignore-not-found -o name) ||
    fail "cannot read the Secrets of the namespace $namespace"
  [ -n "$found" ]
}
"""

CHECKS = """\
command -v kubectl >/dev/null || fail 'kubectl is not installed'
context=$(kubectl config current-context)
say "Secrets are created in the namespace $namespace of the context $context."
"""

MAKE_NAMESPACE = """\
if [ -z "$(kubectl get namespace "$namespace" --ignore-not-found -o name)" ]; then
  kubectl apply -f "$(dirname "$0")/../overlays/{environment}/namespace.yaml"
fi
"""


def existing(plan: Plan, secrets: Sequence[RequiredSecret]) -> Part:
    """Make the script that creates the Secrets by ``kubectl create``."""
    namespace = MAKE_NAMESPACE.format(environment=plan.release.environment)
    text = script(
        plan,
        secrets,
        about="Creates the missing Secrets of this bundle. Values are generated or prompted for.\n"
        "# They reach kubectl through a pipe, never through a file or a command line.",
        usage="sh scripts/create-secrets.sh",
        sink=SINK,
        checks=CHECKS + (namespace if plan.release.namespace_dedicated else ""),
    )
    return Part(
        files=(
            File(
                path=SCRIPT,
                content=text,
                why="Creates each missing Secret and does not change existing ones.",
                choices=(
                    *script_choices(secrets),
                    "release.environment",
                    "release.namespaceDedicated",
                ),
                guide=("security.secrets", "security.images"),
                executable=True,
            ),
        )
    )
