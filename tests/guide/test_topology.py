"""Mistakes about what runs, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import DOCS
from generators.guide.examples import SOURCE
from generators.guide.examples import WEB
from tests.guide.conftest import FindingsOf
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    ("hostname-without-workload", "error", {"ingress.hosts.ui": "app.skillflaw.acme.com"}),
    (
        "hostname-without-workload",
        "error",
        {"ingress.hosts.docs": "docs.skillflaw.acme.com"},
    ),
    ("hostname-without-workload", "-", WEB),
    ("hostname-without-workload", "-", DOCS),
    ("hostname-missing", "error", {"ingress.hosts.api": ""}),
    ("hostname-missing", "error", {**WEB, "ingress.hosts.ui": ""}),
    ("hostname-missing", "error", {**DOCS, "ingress.hosts.docs": ""}),
    ("hostname-missing", "-", {**WEB, "ingress.hosts.api": ""}),
    ("audience-missing", "info", {**DOCS, "topology.audience.docs": "  "}),
    ("audience-missing", "-", {"topology.audience.ui": ""}),
    ("docs-image-unsupported", "error", {**DOCS, "release.docs.image": "nginx"}),
    (
        "docs-image-unsupported",
        "error",
        {**DOCS, "release.docs.image": "ghcr.io/cwinux/skillflaw_backend"},
    ),
    (
        "docs-image-unsupported",
        "-",
        {**DOCS, "release.docs.image": "registry.acme.com/mirror/skillflaw_docs"},
    ),
    (
        "docs-image-unsupported",
        "-",
        {**DOCS, "release.docs.image": "registry.acme.com/acme-skillflaw-docs"},
    ),
    ("docs-image-unsupported", "-", {"release.docs.image": "nginx"}),
    (
        "source-delivery-uses-published-image",
        "error",
        {**SOURCE, "release.backend.image": "ghcr.io/cwinux/skillflaw_backend"},
    ),
    ("source-delivery-uses-published-image", "error", {**SOURCE, **WEB}),
    ("source-delivery-uses-published-image", "-", {**SOURCE, **DOCS}),
    (
        "source-delivery-uses-published-image",
        "-",
        {"release.backend.image": "registry.acme.com/mirror/backend"},
    ),
    ("ui-not-rebuilt", "error", {**SOURCE, "topology.uiRebuilt": False}),
    ("ui-not-rebuilt", "-", SOURCE),
    ("ui-not-rebuilt", "-", {"topology.uiRebuilt": False}),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    findings_of: FindingsOf, slug: str, severity: str, changes: Changes
) -> None:
    finding = findings_of(changes).get(slug)

    assert (finding.severity.value if finding else "-") == severity
