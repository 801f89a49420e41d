"""Who may talk to the backend, and where its flows may call out to."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from itertools import chain

from generators.manifests.operations.metrics import METRICS_PORT
from generators.manifests.operations.metrics import own_metrics
from generators.manifests.operations.policies.identity import to_identity
from generators.manifests.operations.policies.openings import EVERY_ADDRESS
from generators.manifests.operations.policies.openings import incoming
from generators.manifests.operations.policies.openings import internet
from generators.manifests.operations.policies.openings import namespace
from generators.manifests.operations.policies.openings import networks
from generators.manifests.operations.policies.openings import outgoing
from generators.manifests.operations.policies.openings import pods
from generators.manifests.operations.policies.openings import policy
from generators.manifests.operations.policies.openings import server
from generators.manifests.operations.policies.resolvers import RESOLVERS
from generators.manifests.operations.policies.resolvers import names
from generators.manifests.operations.policies.sources import SOURCES
from generators.manifests.operations.policies.sources import requests
from generators.manifests.operations.policies.stores import TO_CACHE
from generators.manifests.operations.policies.stores import TO_DATABASE
from generators.manifests.operations.policies.stores import to_cache
from generators.manifests.operations.policies.stores import to_database
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import selector
from generators.manifests.prober import prober_namespace
from generators.plan import Plan
from generators.plan.scalars import INTERNET
from generators.plan.scalars import Destination
from generators.plan.scalars import read_destination
from generators.plan.scalars import split_host

PORT = 7860
HTTPS = 443


def backend(plan: Plan) -> tuple[File, ...]:
    """Write the backend's policy."""
    rules = policy(
        "skillflaw-backend",
        {"matchLabels": selector("backend")},
        (*_callers(plan), *_watchers(plan)),
        (
            *names(plan),
            *to_database(plan),
            *to_cache(plan),
            *to_providers(plan),
            *to_identity(plan),
            *to_proxy(plan),
        ),
    )
    return (
        File(
            "components/network-policies/backend.yaml",
            (rules,),
            "The ingress controller and SkillFlaw's pods may call the backend. The backend may "
            "reach PostgreSQL, Redis and what flows call.",
            (
                *SOURCES,
                *RESOLVERS,
                "operations.egress",
                "operations.proxy.http",
                "operations.proxy.https",
                "operations.prober",
                "operations.monitoringNamespace",
                "operations.alerts",
                "operations.settings",
                "operations.serviceAccountAnnotations",
                "topology.pattern",
                *TO_DATABASE,
                *TO_CACHE,
            ),
            ("security.network",),
        ),
    )


def _callers(plan: Plan) -> tuple[Manifest, ...]:
    frontend = incoming([pods("frontend")], PORT) if plan.topology.web else ()
    return (
        *requests(plan, PORT),
        *frontend,
        *incoming([pods("smoke-test")], PORT),
    )


def _watchers(plan: Plan) -> tuple[Manifest, ...]:
    if plan.operations.alerts == "none":
        return ()
    ports = (PORT, METRICS_PORT) if own_metrics(plan) else (PORT,)
    monitoring = plan.operations.monitoring_namespace
    prober = prober_namespace(plan)
    elsewhere = incoming(namespace(prober), PORT) if prober != monitoring else ()
    return (*incoming(namespace(monitoring), *ports), *elsewhere)


def _without_port(destinations: Iterable[Destination]) -> str:
    """Name the kinds of destinations that have no port: networks, namespaces or both."""
    all_ports = [destination for destination in destinations if not destination.port]
    kinds = {
        "networks": any(destination.network for destination in all_ports),
        "namespaces": any(destination.namespace for destination in all_ports),
    }
    return " and ".join(kind for kind, there in kinds.items() if there)


def to_providers(plan: Plan) -> tuple[Manifest, ...]:
    """Open the ways that flows may take out of the cluster."""
    egress = plan.operations.egress
    if egress == "none":
        return ()
    listed = (INTERNET,) if egress == INTERNET else egress
    public = outgoing(internet(), HTTPS) if INTERNET in listed else ()
    by_port: dict[tuple[int, bool], list[Manifest]] = {}
    for destination in map(read_destination, (entry for entry in listed if entry != INTERNET)):
        peers = networks((destination.network,)) if destination.network else ()
        kind = (destination.port, bool(destination.namespace))
        by_port.setdefault(kind, []).extend((*peers, *namespace(destination.namespace)))
    rules = [outgoing(peers, *filter(None, (port,))) for (port, _), peers in by_port.items()]
    return (*public, *chain.from_iterable(rules))


def proxies_of(plan: Plan) -> tuple[tuple[str, int], ...]:
    """List host and port of the proxies, each once."""
    proxy = plan.operations.proxy
    return tuple(dict.fromkeys(split_host(url) for url in (proxy.http, proxy.https) if url))


def to_proxy(plan: Plan) -> tuple[Manifest, ...]:
    """Open the way to the proxies that the backend goes out through."""
    rules = [outgoing(server(host, ()), port) for host, port in proxies_of(plan)]
    return tuple(chain.from_iterable(rules))


def backend_notes(plan: Plan) -> tuple[Note, ...]:
    """Say what a policy of addresses cannot do for flows."""
    return tuple(_limits(plan))


def _limits(plan: Plan) -> Iterator[Note]:
    egress = plan.operations.egress
    listed = (egress,) if isinstance(egress, str) else egress
    destinations = [read_destination(entry) for entry in listed if entry not in (INTERNET, "none")]
    if INTERNET in listed:
        yield _limit(
            "Flows may call any public address on port 443. A NetworkPolicy cannot filter by "
            "hostname. If you do not trust the authors of flows, use an egress proxy with a list "
            "of allowed hostnames and set operations.egress to its network."
        )
    if wide := _without_port(destinations):
        yield _limit(
            f"Flows may open TCP connections to every port of the listed {wide}, because "
            "private services often do not listen on 443."
        )
    if any(destination.namespace and destination.port for destination in destinations):
        yield _limit(
            "A NetworkPolicy compares the port of the pod, which can differ from the port of its "
            "Service. In operations.egress, write the port that the pod listens on."
        )
    for host in dict.fromkeys(host for host, _ in proxies_of(plan)):
        if server(host, ()) == networks(EVERY_ADDRESS):
            yield _limit(
                f"The policy allows the port of the proxy {host} at every address, because a "
                "NetworkPolicy knows no hostnames. Write the proxy's address in operations.proxy "
                "to allow only it.",
                "operations.proxy.http",
                "operations.proxy.https",
            )


def _limit(text: str, *choices: str) -> Note:
    return Note("limit", text, choices or ("operations.egress",), ("security.network",))
