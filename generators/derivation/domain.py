"""The hostnames that one domain gives, and the domain that hostnames came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator

from generators.derivation.unwrapped import unwrapped
from generators.plan import Plan
from generators.plan.scalars import is_address
from generators.plan.scalars import is_public_suffix
from generators.plan.scalars import or_empty
from generators.plan.scalars import registered_domain
from generators.plan.scalars import shown
from generators.plan.scalars.hostname import hostname

_SCHEME = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:/+|/+)")
_OWN_LABELS = ("api", "docs")


def domain(text: str) -> str:
    """Check a domain below which the hostnames stand; a hostname of the API names its domain."""
    name = hostname(without_scheme(text).removeprefix("*."))
    if is_address(name):
        raise ValueError(f"{shown(text)} is an address. Write a domain, such as acme.com.")
    first, _, rest = name.partition(".")
    if first in _OWN_LABELS and "." in rest and not is_public_suffix(rest):
        return rest
    if is_public_suffix(name):
        raise ValueError(
            f"{shown(text)} is a public suffix: anybody registers names below it. Write your own "
            f"domain, such as acme.{name}."
        )
    return name


def hostnames(name: str) -> Mapping[str, str]:
    """Give the hostnames of API, UI and docs below a domain, by the paths of their choices.

    The UI is at the domain itself where that is a name of its own below a registered domain.
    """
    ui = f"app.{name}" if registered_domain(name) == name else name
    return {
        "ingress.hosts.api": f"api.{name}",
        "ingress.hosts.ui": ui,
        "ingress.hosts.docs": f"docs.{name}",
    }


def domain_of(plan: Plan) -> str:
    """Name the domain that the hostnames of a plan came from; empty where there is none."""
    hosts = plan.ingress.hosts
    for host, label in ((hosts.api, "api"), (hosts.ui, "app"), (hosts.docs, "docs")):
        first, _, rest = host.partition(".")
        below = bool(rest) and not is_public_suffix(rest)
        if first == label and below and host in hostnames(rest).values():
            return rest
    return hosts.ui if hosts.ui and hostnames(hosts.ui)["ingress.hosts.ui"] == hosts.ui else ""


def without_scheme(text: str) -> str:
    """Take the hostname out of the pasted address of a web page."""
    inner = unwrapped(text)
    address = _SCHEME.sub("", inner)
    server = re.split(r"[/?#]|:[0-9]*(?:[/?#]|$)", address)[0]
    # The user of a URL is none of the domain; one without a scheme is an e-mail address.
    return server if address == inner else server.rpartition("@")[2]


Domain = Annotated[str, AfterValidator(domain)]
OptionalDomain = Annotated[str, AfterValidator(or_empty(domain))]
