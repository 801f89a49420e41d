"""What must exist before the first apply, in words: the very calls of the preflight check."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from collections.abc import Iterator

PATH = "scripts/preflight.sh"

# Who serves an API group.
SERVED_BY = {
    "barmancloud.cnpg.io": "the Barman Cloud plugin of CloudNativePG",
    "bitnami.com": "Sealed Secrets",
    "cert-manager.io": "cert-manager",
    "core.haproxy.org": "the HAProxy ingress controller",
    "external-secrets.io": "External Secrets",
    "gateway.envoyproxy.io": "Envoy Gateway",
    "gateway.networking.k8s.io": "Gateway API",
    "monitoring.coreos.com": "the Prometheus Operator",
    "postgresql.cnpg.io": "CloudNativePG",
    "traefik.io": "Traefik",
}
KINDS = {
    "clusterissuer": "The ClusterIssuer",
    "clustersecretstore": "The ClusterSecretStore",
    "gateway": "The Gateway",
    "gatewayclass": "The GatewayClass",
    "ingressclass": "The IngressClass",
    "issuer": "The Issuer",
    "namespace": "The namespace",
    "secretstore": "The SecretStore",
    "storageclass": "The StorageClass",
}


def needed(script: str) -> tuple[str, ...]:
    """List, as Markdown, what the preflight script looks for; Secrets have a table of their own."""
    return tuple(_lines(script))


def _lines(script: str) -> Iterator[str]:
    # Its functions come first, then one call a line.
    for line in script.rpartition("\nNAMESPACE=")[2].splitlines()[1:]:
        call, *words = shlex.split(line)
        if call in CALLS:
            yield CALLS[call](words)


def _object(words: list[str]) -> str:
    kind, name, *rest = words
    place = f" in the namespace `{rest[-1]}`" if "-n" in rest else ""
    singular = kind.partition(".")[0]
    return f"{KINDS.get(singular, f'The {singular}')} `{name}`{place}"


def _api(words: list[str]) -> str:
    served = SERVED_BY.get(words[0], "")
    return f"The API `{words[0]}`{f', of {served}' if served else ''}"


CALLS: dict[str, Callable[[list[str]], str]] = {
    "need_cluster": lambda words: f"Kubernetes 1.{words[0]} or newer, and a `kubectl` that fits it",
    "need": _object,
    "need_api": _api,
    "need_metrics": lambda words: (
        "The API `metrics.k8s.io`, of metrics-server: autoscaling reads it"
    ),
    "need_claim": lambda words: f"The PersistentVolumeClaim `{words[0]}`, {words[1]}",
    "need_class": lambda words: f"The StorageClass `{words[0]}`, served by `{words[1]}`",
    "need_default_class": lambda words: "A default StorageClass",
}
