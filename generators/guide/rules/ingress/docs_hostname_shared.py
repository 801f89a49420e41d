from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import DOCS
from generators.guide.formatting import listed
from generators.guide.hostnames import published
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Docs share a hostname with the API or the UI",
    about=("ingress.hosts.docs", "ingress.hosts.api", "ingress.hosts.ui"),
    severity=Severity.ERROR,
    why="On a shared hostname /docs is the backend's API page and / is the UI, so part of the docs "
    "or of the UI cannot be reached.",
    fix="Give the docs a hostname of their own in ingress.hosts.docs.",
    because="Two Services cannot both answer / on one hostname.",
    guide=("routing.hostnames", "routing.fallbacks"),
    bad={**DOCS, "ingress.hosts.docs": "api.skillflaw.acme.com"},
)
def docs_hostname_shared(plan: Plan) -> Iterator[Remark]:
    hosts = {host.part: host for host in published(plan)}
    docs = hosts.pop("docs", None)
    same = [host for host in hosts.values() if docs and host.name == docs.name]
    if docs and same:
        names = {"api": "the API", "ui": "the UI"}
        yield Remark(
            f"{docs.shown} is the hostname of the docs, and also of "
            f"{listed([names[host.part] for host in same])}.",
            at=(docs.path, *(host.path for host in same)),
        )
