"""The HTTP proxy that flows go out through."""

from __future__ import annotations

from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.plan import Plan
from generators.plan.scalars import INTERNET
from generators.plan.scalars import read_destination

CHOICES = ("operations.proxy.http", "operations.proxy.https", "operations.proxy.noProxy")
LOCAL = ("localhost", "127.0.0.1", "::1")
CLUSTER = (".svc", ".cluster.local")


def proxy(plan: Plan) -> Part:
    """Set the variables of a proxy, in both spellings."""
    if not plan.operations.proxy.used:
        return Part()
    return Part(settings=variables(plan), notes=_notes(plan))


def variables(plan: Plan) -> dict[str, str]:
    """Write each variable in capitals and in lower case: clients differ in which they read.

    curl reads http_proxy in lower case only, and gRPC all of them:
    https://curl.se/docs/manpage.html#ENVIRONMENT, https://grpc.github.io/grpc/core/md_doc_environment_variables.html
    """
    proxy = plan.operations.proxy
    values = {
        "HTTP_PROXY": proxy.http,
        "HTTPS_PROXY": proxy.https,
        "NO_PROXY": ",".join(bypassed(plan)),
    }
    variables = {name: value for name, value in values.items() if value}
    return variables | {name.lower(): value for name, value in variables.items()}


def bypassed(plan: Plan) -> tuple[str, ...]:
    """List what goes past the proxy: the pod, the cluster, what the policy opens, the plan's."""
    egress = plan.operations.egress
    destinations = (
        [] if isinstance(egress, str) else [read_destination(d) for d in egress if d != INTERNET]
    )
    stores = (plan.database.host, plan.redis.host)
    return tuple(
        dict.fromkeys(
            (
                *LOCAL,
                *CLUSTER,
                *(f"skillflaw-{part}" for part in plan.topology.parts),
                *(
                    f".{destination.namespace}"
                    for destination in destinations
                    if destination.namespace
                ),
                *(destination.network for destination in destinations if destination.network),
                *filter(None, stores),
                *filter(None, plan.operations.proxy.no_proxy.split(",")),
            )
        )
    )


def _notes(plan: Plan) -> tuple[Note, ...]:
    text = (
        "PostgreSQL and Redis are not HTTP, so the backend connects to them directly. Only "
        "clients that read HTTP_PROXY, HTTPS_PROXY and NO_PROXY use the proxy: verify it for the "
        "components that your flows use."
    )
    return (Note("assumed", text, CHOICES, ("security.network",)),)
