from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import cluster_only
from generators.guide.hostnames import published
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Hostname resolves only inside the cluster",
    about=("ingress.hosts.api", "ingress.hosts.ui", "ingress.hosts.docs"),
    severity=Severity.ERROR,
    why="The name belongs to the DNS of the cluster: outside it does not resolve, and inside it "
    "means a Service.",
    fix="Enter a name below a domain of your own.",
    because="No client outside the cluster can resolve it.",
    guide=("routing.hostnames",),
    reference="https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/",
    bad={"ingress.hosts.api": "skillflaw.svc.cluster.local"},
)
def cluster_internal_hostname(plan: Plan) -> Iterator[Remark]:
    for host in published(plan):
        if cluster_only(host.name):
            yield Remark(f"{host.name} is resolved by the cluster DNS only.", at=(host.path,))
