"""Who may connect to whom: network policies, resolvers, the way out, and the namespaces around."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from generators.plan.choice import Option
from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.choice import group
from generators.plan.primitives import Flag
from generators.plan.proxy import ExtraCa
from generators.plan.proxy import Proxy
from generators.plan.scalars import Cidr
from generators.plan.scalars import DnsLabel
from generators.plan.scalars import EgressDestination
from generators.plan.scalars import IpAddress

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def _policies(plan: Plan) -> bool:
    return plan.operations.network_policies


def _resolvers(plan: Plan) -> bool:
    """Tell whether the resolvers have to be asked: OpenShift's are known."""
    return _policies(plan) and plan.release.platform != "openshift"


class Network(Topic):
    """The first choices of the topic operations."""

    network_policies: Flag = choice(
        True,
        "Network policies",
        "Deny all traffic by default, and allow only the connections that SkillFlaw needs.",
        guide=("security.network",),
    )
    egress: Literal["internet-443", "none"] | tuple[EgressDestination, ...] = choice(
        "internet-443",
        "Egress of flows",
        "What the backend may connect to while it runs flows. An entry of the list is "
        "internet-443, a network (10.50.0.0/16), a namespace (namespace/vector-db), or one of the "
        "two with a port (namespace/vector-db:19530).",
        guide=("security.network",),
        applies=_policies,
        options={
            "internet-443": Option("Internet, port 443", "Public addresses on port 443."),
            "none": Option("None", "Flows cannot connect to any address."),
        },
    )
    dns: Literal["kube-dns", "node-local", "openshift"] | tuple[IpAddress, ...] = choice(
        "kube-dns",
        "DNS resolvers",
        "Where pods resolve names. The network policy allows the pods to ask them. A list has the "
        "addresses of the resolvers, which listen on port 53.",
        guide=("security.network",),
        applies=_resolvers,
        options={
            "kube-dns": Option(
                "CoreDNS or kube-dns", "Pods labelled k8s-app=kube-dns in kube-system, port 53."
            ),
            "node-local": Option(
                "NodeLocal DNSCache", "169.254.20.10 on each node, and CoreDNS behind it."
            ),
            "openshift": Option("OpenShift DNS", "Pods in openshift-dns, port 5353."),
        },
        advanced=True,
    )
    proxy: Proxy = group(Proxy, "Proxy")
    extra_ca: ExtraCa = group(ExtraCa, "Additional CAs")
    api_server_cidrs: tuple[Cidr, ...] = choice(
        (),
        "CIDRs of the Kubernetes API server",
        "The networks of the API server. The network policy allows the CloudNativePG pods to "
        "connect to them.",
        guide=("security.network",),
        applies=lambda plan: _policies(plan) and plan.database.mode == "cloudnative-pg",
    )
    operator_namespace: DnsLabel = choice(
        "cnpg-system",
        "Namespace of the CloudNativePG operator",
        "The operator's namespace. The network policy allows the operator to connect to the "
        "database pods.",
        applies=lambda plan: _policies(plan) and plan.database.mode == "cloudnative-pg",
    )
    monitoring_namespace: DnsLabel = choice(
        "monitoring",
        "Namespace of Prometheus",
        "The namespace that Prometheus runs in. The network policy allows scrapes from it.",
        guide=("health.backend",),
    )
