"""Names of Kubernetes Services, in every form that the DNS of a cluster resolves.

https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
"""

from __future__ import annotations

import re

from generators.plan.scalars.hostname import is_address
from generators.plan.scalars.hostname import is_public_suffix

CLUSTER_DOMAIN = ["cluster", "local"]
# Ends of private names, which belong to a company's DNS and to no namespace: RFC 6761, RFC 6762 and
# https://www.icann.org/en/public-comment/proceeding/proposed-top-level-domain-string-for-private-use-24-01-2024
PRIVATE_ENDS = frozenset(
    [
        *("corp", "example", "home", "internal", "intranet", "invalid", "lan", "local"),
        *("localdomain", "localhost", "private", "test"),
    ]
)
# Top-level domains in which companies have their own name.
OPEN_ENDS = frozenset(
    [
        *("app", "biz", "cloud", "com", "dev", "edu", "gov", "info", "int", "mil", "name", "net"),
        *("online", "org", "page", "pro", "site", "tech", "xyz"),
    ]
)
SHORT = 2
COUNTRY = 2


def service_namespace(host: str, own: str) -> str:
    """Name the namespace of a Service by its host, from a pod in ``own``; empty for no Service.

    Without dots it is a Service of the pod's own namespace. ``db.data`` is the Service db in data
    where ``data`` is no usual end of a domain, ``db.data.svc`` and what follows it is written out,
    and a first label ``db-0`` before ``db`` is a pod of a StatefulSet.
    """
    if not host or is_address(host) or host == "localhost":
        return ""
    labels = host.split(".")
    if len(labels) > 1 and re.fullmatch(rf"{re.escape(labels[1])}-[0-9]+", labels[0]):
        labels = labels[1:]
    if len(labels) == 1:
        return own
    if "svc" in labels[SHORT:]:
        return _written_out(labels)
    return labels[1] if len(labels) == SHORT and not _domain(labels[1]) else ""


def _domain(last: str) -> bool:
    """Tell whether a name may end so outside the cluster.

    There are hundreds of top-level domains that are namespaces as well, such as `data`, in which
    nobody has a server right below the domain.
    """
    country = len(last) == COUNTRY and is_public_suffix(last)
    return last in PRIVATE_ENDS or last in OPEN_ENDS or country


def _written_out(labels: list[str]) -> str:
    """Read SERVICE.NAMESPACE.svc; a domain behind it is the cluster's own or none of the web's."""
    position = labels.index("svc", SHORT)
    domain = labels[position + 1 :]
    ours = not domain or domain == CLUSTER_DOMAIN or not is_public_suffix(domain[-1])
    return labels[position - 1] if ours else ""
