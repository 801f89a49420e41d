from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import public_authority
from generators.guide.hostnames import published
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

RESERVED_NAMES = ("example", "invalid", "test", "example.com", "example.net", "example.org")


@rule(
    title="A hostname from a manual",
    about=("ingress.hosts.api", "ingress.hosts.ui", "ingress.hosts.docs"),
    severity=Severity.WARNING,
    why="The name is reserved for documents and tests, so no user ever reaches it.",
    fix="Write the name that your users type.",
    because="A private DNS may serve it; the internet never will.",
    guide=("routing.hostnames",),
    reference="https://www.rfc-editor.org/rfc/rfc6761",
    bad={"ingress.hosts.api": "api.skillflaw.test", "tls.covers": []},
)
def name_reserved_for_documents(plan: Plan) -> Iterator[Remark]:
    # Where a public authority is asked for a certificate another rule says that it cannot be.
    if public_authority(plan):
        return
    for host in published(plan):
        if any(host.name == name or host.name.endswith(f".{name}") for name in RESERVED_NAMES):
            yield Remark(f"{host.shown} is reserved for documents and tests.", at=(host.path,))
