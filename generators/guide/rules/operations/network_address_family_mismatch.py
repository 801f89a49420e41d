from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from generators.guide.data_stores import external_stores
from generators.guide.egress import destinations
from generators.guide.egress import internet_open
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

WANTED = {"ipv4": {4}, "ipv6": {6}, "dual": {4, 6}}
SERVERS = ("database.cidrs", "redis.cidrs")


@rule(
    title="CIDRs are of another IP family than the pods",
    about=(
        "database.cidrs",
        "redis.cidrs",
        "operations.egress",
        "operations.dns",
        "operations.apiServerCidrs",
        "ingress.sourceCidrs",
        "release.ipFamilies",
    ),
    severity=Severity.ERROR,
    why="A pod with IPv4 addresses only cannot connect to an IPv6 address, so the policy opens a "
    "way that nobody can take.",
    fix="Set release.ipFamilies to the families of the cluster, or give networks of the family "
    "that the pods have.",
    because="The connection is impossible. From IPv6 to IPv4 there are gateways, so that is a "
    "warning; in a dual-stack cluster it is advice.",
    reference="https://kubernetes.io/docs/concepts/services-networking/dual-stack/",
    bad={"database.cidrs": ["2001:db8:1::/64"]},
)
def network_address_family_mismatch(plan: Plan) -> Iterator[Remark]:
    if not plan.operations.network_policies:
        return
    ip_families = plan.release.ip_families
    severities = {"ipv4": None, "ipv6": Severity.WARNING, "dual": Severity.INFO}
    for path, networks in _lists(plan):
        families = {ipaddress.ip_network(network).version for network in networks}
        missing = sorted(WANTED[ip_families] - families)
        if not families or not missing or (ip_families == "dual" and path not in SERVERS):
            continue
        names = " and ".join(f"IPv{version}" for version in missing)
        yield Remark(
            f"release.ipFamilies is {ip_families}, and {path} has no {names} network.",
            at=(path, "release.ipFamilies"),
            severity=severities[ip_families],
        )


def _lists(plan: Plan) -> Iterator[tuple[str, tuple[str, ...]]]:
    """List what the policies open by address, where it is used at all."""
    for store in external_stores(plan):
        yield store.at("cidrs"), store.cidrs
    # The internet on port 443 is open in both families.
    if not internet_open(plan):
        networks = (
            destination.network for destination in destinations(plan) if destination.network
        )
        yield "operations.egress", tuple(networks)
    if not isinstance(plan.operations.dns, str):
        yield "operations.dns", plan.operations.dns
    if plan.database.mode == "cloudnative-pg":
        yield "operations.apiServerCidrs", plan.operations.api_server_cidrs
    yield "ingress.sourceCidrs", plan.ingress.source_cidrs
