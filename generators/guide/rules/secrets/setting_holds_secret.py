from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import secret_name


@rule(
    title="Setting holds a secret",
    about=("operations.settings",),
    severity=Severity.ERROR,
    why="Settings are written to a ConfigMap in Git, and everyone with read access to the "
    "repository sees the value.",
    fix="Put the value into a Secret, and remove the setting from operations.settings.",
    because="The guide requires API keys and credentials to be in Secrets.",
    guide=("security.secrets",),
    reference="https://kubernetes.io/docs/concepts/configuration/configmap/",
    bad={"operations.settings": {"OPENAI_API_KEY": "see-the-vault"}},
)
def setting_holds_secret(plan: Plan) -> Iterator[str]:
    for name in plan.operations.settings:
        if secret_name(name):
            yield f"The name of the setting {name} says it holds a secret."
