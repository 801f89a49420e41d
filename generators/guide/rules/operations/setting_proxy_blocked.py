from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from generators.guide.egress import destinations
from generators.guide.egress import internet_open
from generators.guide.formatting import listed
from generators.guide.hostnames import covers
from generators.guide.hostnames import in_the_cluster
from generators.guide.hostnames import private_networks
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import Destination
from generators.plan.scalars import is_address
from generators.plan.scalars import service_namespace
from generators.plan.scalars.proxy import bypassed
from generators.plan.scalars.proxy import proxy_url

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
VALIDATORS = {"http": proxy_url, "https": proxy_url, "noProxy": bypassed}
HTTPS = 443
DEFAULT_PORT = 80


@rule(
    title="Network policies block the proxy in a setting",
    about=("operations.settings", "operations.proxy.https", "operations.egress"),
    severity=Severity.ERROR,
    why="The network policy drops the backend's connections to the proxy, so every call of a flow "
    "fails.",
    fix="Remove the variables from operations.settings, and set operations.proxy.http, "
    "operations.proxy.https and operations.proxy.noProxy instead: the bundle then opens the policy "
    "and completes NO_PROXY.",
    because="No flow reaches a model provider.",
    guide=("security.network",),
    reference="https://kubernetes.io/docs/concepts/services-networking/network-policies/",
    bad={"operations.settings": {"HTTPS_PROXY": "http://proxy.acme.com:3128"}},
)
def setting_proxy_blocked(plan: Plan) -> Iterator[Remark]:
    if not plan.operations.network_policies or plan.operations.proxy.used:
        return
    blocked = {
        name: url
        for name, url in plan.operations.settings.items()
        if name.upper() in PROXIES and not _open(plan, url)
    }
    if blocked:
        yield Remark(
            f"{listed([f'{name} is {url}' for name, url in blocked.items()])}, and "
            "operations.egress does not allow it.",
            change=_moved(plan),
        )


def _open(plan: Plan, url: str) -> bool:
    """Tell whether the egress policy may let the backend reach a proxy; in doubt it does."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host, port = parts.hostname or "", parts.port or DEFAULT_PORT
    except ValueError:
        return True
    public = not (is_address(host) and private_networks([_whole(host)]))
    if internet_open(plan) and port == HTTPS and public and not in_the_cluster(host):
        return True
    return any(
        destination.port in (0, port) and _within(destination, host)
        for destination in destinations(plan)
    )


def _within(destination: Destination, host: str) -> bool:
    if destination.namespace:
        return service_namespace(host, own=".") == destination.namespace
    # A hostname may have any address.
    return covers(destination.network, host) if is_address(host) else not in_the_cluster(host)


def _whole(address: str) -> str:
    return f"{address}/{128 if ':' in address else 32}"


def _moved(plan: Plan) -> dict[str, object]:
    """Move the variables to the choices, where their values can be read."""
    names = {"HTTP_PROXY": "http", "HTTPS_PROXY": "https", "NO_PROXY": "noProxy"}
    settings = dict(plan.operations.settings)
    moved: dict[str, object] = {}
    for name, value in plan.operations.settings.items():
        choice = names.get(name.upper())
        if choice is None:
            continue
        try:
            moved[f"operations.proxy.{choice}"] = VALIDATORS[choice](value)
        except ValueError:
            return {}
        del settings[name]
    # A variable that no choice writes has to go by hand, or the finding would stay.
    left = any(name.upper() in PROXIES for name in settings)
    return {} if left else {**moved, "operations.settings": settings}
