"""Logs: what the manifests do for them, and what is left to people."""

from __future__ import annotations

from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.plan import Plan
from generators.plan import stated

CHOICES = ("operations.centralLogs",)
GUIDE = ("health.logs",)
UNKNOWN = "Central log collection is not confirmed."


def logs(plan: Plan) -> Part:
    """Say who collects the logs, which every container writes to its standard output."""
    if plan.operations.central_logs:
        text = (
            "The team collects logs centrally. The collector has to read the logs of the "
            "backend, the ingress controller, PostgreSQL and Redis, including those of managed "
            "services. Use synchronized clocks and one retention period, so that events can be "
            "ordered."
        )
        return Part(notes=(Note("manual", text, CHOICES, GUIDE),))
    known = stated(plan, CHOICES[0])
    state = "Logs are not collected centrally." if known else UNKNOWN
    text = (
        f"{state} Without a collector logs are lost with their pod, and cannot be correlated "
        "across backend, ingress controller, PostgreSQL and Redis."
    )
    return Part(notes=(Note("limit", text, CHOICES, GUIDE),))
