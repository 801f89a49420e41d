"""How the backend gets out where a company stands in between: its proxy, its authorities."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from generators.plan.choice import Option
from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.scalars import NoProxy
from generators.plan.scalars import OptionalDnsSubdomain
from generators.plan.scalars import OptionalProxyUrl
from generators.plan.scalars import SecretKey

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def _used(plan: Plan) -> bool:
    return plan.operations.proxy.used


def _further(plan: Plan) -> bool:
    return bool(plan.operations.extra_ca.name)


class Proxy(Topic):
    http: OptionalProxyUrl = choice(
        "",
        "HTTP proxy",
        "URL of the proxy for http:// addresses (HTTP_PROXY), without a user.",
        example="http://proxy.acme.com:3128",
        advanced=True,
    )
    https: OptionalProxyUrl = choice(
        "",
        "HTTPS proxy",
        "URL of the proxy for https:// addresses (HTTPS_PROXY), without a user. The network "
        "policy allows the backend to connect to it.",
        example="http://proxy.acme.com:3128",
        advanced=True,
    )
    no_proxy: NoProxy = choice(
        "",
        "Hosts without proxy",
        "Hosts, domains (.acme.com) and networks that flows reach directly (NO_PROXY), with "
        "commas between them. The bundle adds the cluster's own names.",
        applies=_used,
        example=".acme.com",
        advanced=True,
    )

    @property
    def used(self) -> bool:
        """Whether the backend goes through a proxy at all."""
        return bool(self.http or self.https)


class ExtraCa(Topic):
    kind: Literal["ConfigMap", "Secret"] = choice(
        "ConfigMap",
        "Kind of object with additional CAs",
        "Where the certificates of your own authorities are.",
        applies=_further,
        options={
            "ConfigMap": Option("ConfigMap", "Certificates are not secret."),
            "Secret": Option("Secret", "As some tools distribute them."),
        },
        advanced=True,
    )
    name: OptionalDnsSubdomain = choice(
        "",
        "Object with additional CAs",
        "The name of the ConfigMap or Secret with the CA certificates, as PEM. Flows then trust "
        "them beside the public authorities.",
        example="acme-ca",
        advanced=True,
    )
    key: SecretKey = choice(
        "ca.crt",
        "Key of the additional CAs",
        "The key in that object that holds the certificates.",
        applies=_further,
        advanced=True,
    )
