from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan import plain_value
from generators.plan.scalars import secret_name

# A name for the Secret that the fix suggests.
SECRET = "skillflaw-environment"  # noqa: S105 - the name of a Secret


@rule(
    title="Setting holds a secret",
    about=("operations.settings", "operations.environment"),
    severity=Severity.ERROR,
    why="Settings are written to a ConfigMap in Git, and everyone with read access to the "
    "repository sees the value.",
    fix="Put the value into a Secret, list it in operations.environment as {name, secret, key}, "
    "and remove the setting from operations.settings.",
    because="The guide requires API keys and credentials to be in Secrets.",
    guide=("security.secrets",),
    reference="https://kubernetes.io/docs/concepts/configuration/configmap/",
    bad={"operations.settings": {"OPENAI_API_KEY": "see-the-vault"}},
)
def setting_holds_secret(plan: Plan) -> Iterator[Remark]:
    settings = plan.operations.settings
    for name in settings:
        if secret_name(name):
            listed = {"name": name, "secret": SECRET, "key": name}
            others = {other: value for other, value in settings.items() if other != name}
            known = plain_value(plan.operations.environment)
            yield Remark(
                f"The name of the setting {name} says it holds a secret.",
                fix=f"Put the value into a Secret, and list it in operations.environment: "
                f"{{name: {name}, secret: {SECRET}, key: {name}}}. Remove it from "
                "operations.settings.",
                change={
                    "operations.settings": others,
                    "operations.environment": [*known, listed],
                },
            )
