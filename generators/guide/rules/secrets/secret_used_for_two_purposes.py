from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.secret_uses import secret_uses
from generators.plan import Plan


@rule(
    title="Secret and key are used for two purposes",
    about=(
        "secrets.keyFile.name",
        "secrets.superuser.name",
        "database.urlSecret.name",
        "redis.urlSecret.name",
    ),
    severity=Severity.ERROR,
    why="One value cannot serve both purposes: one of them fails at once, or a rotation for one "
    "breaks the other.",
    fix="Give each purpose its own Secret, or its own key in the Secret.",
    because="One value cannot be, for example, a database URL and a key file.",
    guide=("security.secrets",),
    bad={
        "redis.urlSecret.name": "skillflaw-database",
        "redis.urlSecret.key": "SKILLFLAW_DATABASE_URL",
    },
)
def secret_used_for_two_purposes(plan: Plan) -> Iterator[Remark]:
    for one, other in combinations(tuple(secret_uses(plan)), 2):
        if (one.name, one.key) == (other.name, other.key):
            yield Remark(
                f"Key {one.key} of the Secret {one.name} holds {one.purpose}, and also "
                f"{other.purpose}.",
                at=tuple(dict.fromkeys((*other.paths, *one.paths))),
            )
