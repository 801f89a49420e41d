from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Backend may not listen on IPv6",
    about=("release.ipFamilies",),
    severity=Severity.WARNING,
    why="The upstream launcher (langflow-base 0.8.4) looks for a free port over IPv4 only and "
    "fails with SKILLFLAW_HOST=::, so no backend pod becomes ready. The upstream frontend listens "
    "on IPv4 only, too.",
    fix="Before the rollout, start the images in a pod of this cluster and request /health. If "
    "they do not listen on IPv6, set release.ipFamilies to ipv4 in a cluster that has IPv4.",
    because="It is measured on upstream's release, and not confirmed on the SkillFlaw images.",
    reference="https://github.com/langflow-ai/langflow/pull/8234",
    bad={"release.ipFamilies": "dual"},
)
def backend_ipv6_unsupported(plan: Plan) -> Iterator[str]:
    if plan.release.ip_families != "ipv4":
        yield f"release.ipFamilies is {plan.release.ip_families}, so SKILLFLAW_HOST is ::."
