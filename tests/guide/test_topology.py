"""Mistakes about what runs, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import DOCS
from generators.guide.examples import SOURCE
from generators.guide.examples import WEB
from tests.guide.conftest import Said
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    ("host-for-a-part-that-does-not-run", "error", {"ingress.hosts.ui": "app.skillflaw.acme.com"}),
    (
        "host-for-a-part-that-does-not-run",
        "error",
        {"ingress.hosts.docs": "docs.skillflaw.acme.com"},
    ),
    ("host-for-a-part-that-does-not-run", "-", WEB),
    ("host-for-a-part-that-does-not-run", "-", DOCS),
    ("part-without-a-host", "error", {"ingress.hosts.api": ""}),
    ("part-without-a-host", "error", {**WEB, "ingress.hosts.ui": ""}),
    ("part-without-a-host", "error", {**DOCS, "ingress.hosts.docs": ""}),
    ("part-without-a-host", "-", {**WEB, "ingress.hosts.api": ""}),
    ("audience-unsaid", "info", {**DOCS, "topology.audience.docs": "  "}),
    ("audience-unsaid", "-", {"topology.audience.ui": ""}),
    ("docs-from-another-image", "error", {**DOCS, "release.docs.image": "nginx"}),
    (
        "docs-from-another-image",
        "error",
        {**DOCS, "release.docs.image": "ghcr.io/cwinux/skillflaw_backend"},
    ),
    (
        "docs-from-another-image",
        "-",
        {**DOCS, "release.docs.image": "registry.acme.com/mirror/skillflaw_docs"},
    ),
    (
        "docs-from-another-image",
        "-",
        {**DOCS, "release.docs.image": "registry.acme.com/acme-skillflaw-docs"},
    ),
    ("docs-from-another-image", "-", {"release.docs.image": "nginx"}),
    (
        "published-image-in-source-delivery",
        "error",
        {**SOURCE, "release.backend.image": "ghcr.io/cwinux/skillflaw_backend"},
    ),
    ("published-image-in-source-delivery", "error", {**SOURCE, **WEB}),
    ("published-image-in-source-delivery", "-", {**SOURCE, **DOCS}),
    (
        "published-image-in-source-delivery",
        "-",
        {"release.backend.image": "registry.acme.com/mirror/backend"},
    ),
    ("ui-not-rebuilt", "error", {**SOURCE, "topology.uiRebuilt": False}),
    ("ui-not-rebuilt", "-", SOURCE),
    ("ui-not-rebuilt", "-", {"topology.uiRebuilt": False}),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    said: Said, slug: str, severity: str, changes: Changes
) -> None:
    found = said(changes).get(slug)

    assert (found.severity.value if found else "-") == severity
