from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import secret_name


@rule(
    title="A secret among the settings",
    about=("operations.settings",),
    severity=Severity.ERROR,
    why="Settings are a ConfigMap in Git: everybody who can read the repository can read it.",
    fix="Put the value into a Secret and take the setting out.",
    because="The guide wants API keys and credentials in Secrets.",
    guide=("security.secrets",),
    bad={"operations.settings": {"OPENAI_API_KEY": "see-the-vault"}},
)
def secret_as_a_setting(plan: Plan) -> Iterator[str]:
    for name in plan.operations.settings:
        if secret_name(name):
            yield f"{name} holds a secret by its name."
