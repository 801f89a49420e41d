from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="External Secrets without a store",
    about=("secrets.store.name", "secrets.provider"),
    severity=Severity.ERROR,
    why="The operator refuses each ExternalSecret, no Secret is made, and no pod starts.",
    fix="Name the store that the operator reads.",
    because="Without a store there are no Secrets.",
    guide=("security.secrets",),
    bad={"secrets.provider": "external-secrets"},
)
def store_unnamed(plan: Plan) -> Iterator[str]:
    if plan.secrets.provider == "external-secrets" and not plan.secrets.store.name:
        yield "The Secrets come from a store, and the plan does not name it."
