"""The way to DNS: who resolves names differs between clusters."""

from __future__ import annotations

from generators.manifests.operations.policies.openings import namespace
from generators.manifests.operations.policies.openings import networks
from generators.manifests.part import Manifest
from generators.plan import Plan

RESOLVERS = ("operations.dns", "release.platform")

DNS = 53
# https://github.com/openshift/cluster-dns-operator/blob/master/assets/dns/daemonset.yaml
OPENSHIFT_LABEL = "dns.operator.openshift.io/daemonset-dns"
OPENSHIFT_NAMESPACE = "openshift-dns"
OPENSHIFT_PORT = 5353
# https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
NODE_LOCAL = "169.254.20.10/32"
# Gardener's CoreDNS: https://github.com/gardener/gardener/pull/7559
GARDENER_PORT = 8053


def resolvers(plan: Plan) -> str | tuple[str, ...]:
    """Give the resolvers of a plan: a keyword of ``operations.dns``, or addresses.

    OpenShift has its own, whether they were chosen or not.
    """
    dns = plan.operations.dns
    openshift = plan.release.platform == "openshift" and dns == "kube-dns"
    return "openshift" if openshift else dns


def names(plan: Plan) -> tuple[Manifest, ...]:
    """Let the pods ask the resolvers of the cluster."""
    servers = resolvers(plan)
    if servers == "openshift":
        labels = {OPENSHIFT_LABEL: "default"}
        return (_asked([_pods(OPENSHIFT_NAMESPACE, labels)], OPENSHIFT_PORT),)
    if servers == "kube-dns":
        return (_asked([_kube_system("kube-dns")], DNS),)
    if servers == "node-local":
        # Its pods are on the host network, so most plugins know them by address alone; Cilium's
        # local redirect makes pods of them: https://github.com/gardener/gardener/pull/6583
        cached = [_kube_system("node-local-dns"), *networks((NODE_LOCAL,))]
        return (_asked(cached, DNS), _asked([_kube_system("kube-dns")], DNS, GARDENER_PORT))
    whole = (f"{address}/{128 if ':' in address else 32}" for address in servers)
    peers = list(networks(whole))
    return (_asked(peers, DNS),) if peers else ()


def _asked(peers: list[Manifest], *ports: int) -> Manifest:
    listed = [{"protocol": protocol, "port": port} for port in ports for protocol in ("UDP", "TCP")]
    return {"to": peers, "ports": listed}


def _pods(where: str, labels: dict[str, str]) -> Manifest:
    (peer,) = namespace(where)
    return {**peer, "podSelector": {"matchLabels": labels}}


def _kube_system(app: str) -> Manifest:
    return _pods("kube-system", {"k8s-app": app})
