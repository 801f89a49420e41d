from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.secret_uses import secret_uses
from generators.plan import Plan


@rule(
    title="One Secret for two purposes",
    about=(
        "secrets.keyFile.name",
        "secrets.superuser.name",
        "database.urlSecret.name",
        "redis.urlSecret.name",
    ),
    severity=Severity.ERROR,
    why="One value cannot be both, so one of the readers fails, or a rotation breaks the other.",
    fix="Give each purpose a Secret, or at least a key, of its own.",
    because="A database URL is no key file: one of the two cannot work.",
    guide=("security.secrets",),
    bad={
        "redis.urlSecret.name": "skillflaw-database",
        "redis.urlSecret.key": "SKILLFLAW_DATABASE_URL",
    },
)
def one_secret_for_two_purposes(plan: Plan) -> Iterator[Remark]:
    for one, other in combinations(tuple(secret_uses(plan)), 2):
        if (one.name, one.key) == (other.name, other.key):
            yield Remark(
                f"Key {one.key} of the Secret {one.name} holds {one.purpose}, and also "
                f"{other.purpose}.",
                at=tuple(dict.fromkeys((*other.paths, *one.paths))),
            )
