"""Logs: what the manifests do for them, and what is left to people."""

from __future__ import annotations

from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.plan import Plan

CHOICES = ("operations.centralLogs",)
GUIDE = ("health.logs",)


def logs(plan: Plan) -> Part:
    """Say who collects the logs, which every container writes to its standard output."""
    if plan.operations.central_logs:
        text = (
            "The team collects logs centrally: backend, edge, PostgreSQL and Redis write to "
            "standard output, so the collector has to read all of them, a managed service's own "
            "logs too. Keep one clock and one retention, or events cannot be put in order."
        )
        return Part(notes=(Note("manual", text, CHOICES, GUIDE),))
    text = (
        "Nobody collects the logs: they are gone with the pod, and nobody can lay the backend's "
        "beside the edge's, PostgreSQL's and Redis'."
    )
    return Part(notes=(Note("limit", text, CHOICES, GUIDE),))
