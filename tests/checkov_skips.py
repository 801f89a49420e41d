"""What checkov finds fault with and is meant to be so: each check, where, and why.

`make checkov` runs the check on the bundles of the presets and of the largest plan; a failure that
is not named here fails it, and so does a name that nothing needs any more.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import NamedTuple


class Skip(NamedTuple):
    """One check of checkov, the resources that it is skipped for, as patterns, and the reason."""

    check: str
    resources: tuple[str, ...]
    reason: str


BACKENDS = (
    "Deployment.*.skillflaw-backend",
    "Job.*.skillflaw-migrate",
    "Job.*.skillflaw-downgrade",
)
SKIPS = (
    Skip(
        "CKV_K8S_11",
        ("*",),
        "A CPU limit throttles a container while its node has time to spare. The request alone "
        "gives it its share; the plan can set a limit where a quota asks for one.",
    ),
    Skip(
        "CKV_K8S_35",
        BACKENDS,
        "SkillFlaw reads the URLs of its stores, with the passwords in them, and its first account "
        "from the environment only. The one secret that it reads from a file is mounted as a file.",
    ),
    Skip(
        "CKV_K8S_40",
        (
            *BACKENDS,
            *("Deployment.*.skillflaw-frontend", "Deployment.*.skillflaw-docs"),
        ),
        "1000 is the user that SkillFlaw's images make; another would not own the files in them. "
        "operations.runAsUser changes it.",
    ),
    Skip(
        "CKV_K8S_40",
        ("StatefulSet.*.postgres", "CronJob.*.postgres-dumps", "StatefulSet.*.cache"),
        "999 is the user that the images of PostgreSQL and Redis make, and that owns their data.",
    ),
    Skip(
        "CKV_K8S_40",
        ("Job.*.skillflaw-smoke-test",),
        "100 is the user that the image of curl makes.",
    ),
    Skip(
        "CKV_K8S_43",
        ("Deployment.*.skillflaw-frontend", "Deployment.*.skillflaw-docs"),
        "The largest plan gives a tag and no digest for these two: a plan may, with a warning.",
    ),
)


def skip_for(check: str, resource: str) -> Skip | None:
    """Find the reason why a failed check is meant to be so, if there is one."""
    matching = (
        skip
        for skip in SKIPS
        if skip.check == check and any(fnmatchcase(resource, shape) for shape in skip.resources)
    )
    return next(matching, None)
