"""CPU limits of the containers that are not SkillFlaw's, for namespaces with a quota on them.

A ResourceQuota with limits.cpu has the API server refuse every pod with a container that has none:
https://kubernetes.io/docs/concepts/policy/resource-quotas/
"""

from __future__ import annotations

from generators.manifests.part import Manifest
from generators.plan import Plan

CHOICE = "scaling.helperLimits"

# Judgement: ten times what the container asks for, so that a peak is not throttled at once.
SMALL = "200m"
MEDIUM = "500m"
LARGE = "1"


def limited(plan: Plan, resources: Manifest, cpu: str) -> Manifest:
    """Add a CPU limit to ``resources`` where the plan says that a quota asks for one."""
    if not plan.scaling.helper_limits:
        return resources
    return {**resources, "limits": {"cpu": cpu, **resources["limits"]}}
