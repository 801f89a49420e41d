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
    title="Docs on another part's hostname",
    about=("ingress.hosts.docs", "ingress.hosts.api", "ingress.hosts.ui"),
    severity=Severity.ERROR,
    why="/docs on that name is the backend's own page and / is the UI, so one of them can never be "
    "reached.",
    fix="Give the docs a hostname of their own.",
    because="Two services cannot both answer / on one name.",
    guide=("routing.hostnames", "routing.fallbacks"),
    bad={**DOCS, "ingress.hosts.docs": "api.skillflaw.acme.com"},
)
def docs_share_a_hostname(plan: Plan) -> Iterator[Remark]:
    hosts = {each.part: each for each in published(plan)}
    docs = hosts.pop("docs", None)
    same = [each for each in hosts.values() if docs and each.name == docs.name]
    if docs and same:
        names = {"api": "the API", "ui": "the UI"}
        yield Remark(
            f"{docs.shown} is the name of the docs, and also of "
            f"{listed([names[each.part] for each in same])}.",
            at=(docs.path, *(each.path for each in same)),
        )
