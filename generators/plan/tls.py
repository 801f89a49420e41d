"""Where TLS ends and who issues the certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from generators.plan.choice import Option
from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.choice import group
from generators.plan.primitives import Flag
from generators.plan.scalars import Hostname
from generators.plan.scalars import OptionalDnsSubdomain

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def _cert_manager(plan: Plan) -> bool:
    return plan.tls.mode == "cert-manager"


def _existing(plan: Plan) -> bool:
    return plan.tls.mode in ("existing-secret", "at-gateway")


def _secrets(plan: Plan) -> bool:
    return plan.tls.mode in ("cert-manager", "existing-secret")


def _served(plan: Plan) -> bool:
    return plan.tls.mode != "none"


class Issuer(Topic):
    kind: Literal["ClusterIssuer", "Issuer"] = choice(
        "ClusterIssuer",
        "Kind of issuer",
        "The kind of the cert-manager issuer.",
        applies=_cert_manager,
        options={
            "ClusterIssuer": Option("ClusterIssuer", "It serves every namespace."),
            "Issuer": Option("Issuer", "It must be in SkillFlaw's namespace."),
        },
    )
    name: OptionalDnsSubdomain = choice(
        "",
        "Name of the issuer",
        "The name of the cert-manager ClusterIssuer or Issuer.",
        applies=_cert_manager,
        example="letsencrypt",
    )


class TlsSecrets(Topic):
    api: OptionalDnsSubdomain = choice(
        "",
        "TLS Secret of the API",
        "The Secret's name. Leave it empty to derive it from the plan's name.",
        applies=_secrets,
    )
    ui: OptionalDnsSubdomain = choice(
        "",
        "TLS Secret of the UI",
        "The Secret's name. Leave it empty to derive it from the plan's name.",
        applies=lambda plan: _secrets(plan) and plan.topology.web,
    )
    docs: OptionalDnsSubdomain = choice(
        "",
        "TLS Secret of the docs",
        "The Secret's name. Leave it empty to derive it from the plan's name.",
        applies=lambda plan: _secrets(plan) and plan.topology.docs,
    )


class Tls(Topic):
    mode: Literal["cert-manager", "existing-secret", "at-gateway", "upstream", "none"] = choice(
        "cert-manager",
        "TLS certificates",
        "Where TLS ends and where the certificates come from. Without an answer it is "
        "cert-manager, or the Gateway of the platform where there is one.",
        guide=("security.tls",),
        options={
            "cert-manager": Option("cert-manager", "It issues the certificates and renews them."),
            "existing-secret": Option("Existing TLS Secrets", "You renew the certificates."),
            "at-gateway": Option(
                "Platform's Gateway", "TLS ends at the Gateway, which holds the certificates."
            ),
            "upstream": Option(
                "Upstream load balancer", "TLS ends at a load balancer in front of the cluster."
            ),
            "none": Option("No TLS", "Requests are not encrypted."),
        },
    )
    issuer: Issuer = group(Issuer, "Issuer", applies=_cert_manager)
    challenge: Literal["http01", "dns01", "private"] = choice(
        "http01",
        "ACME challenge",
        "How the certificate authority verifies that you control the hostnames.",
        guide=("security.tls",),
        applies=_cert_manager,
        options={
            "http01": Option("HTTP-01", "Port 80 must be reachable from the internet."),
            "dns01": Option("DNS-01", "cert-manager must be able to edit the DNS zone."),
            "private": Option("Private CA", "Your own CA signs without a challenge."),
        },
    )
    covers: tuple[Hostname, ...] = choice(
        (),
        "DNS names in the certificate (SAN)",
        "The DNS names in the existing certificate, wildcards included. The hostnames are "
        "checked against them.",
        guide=("security.tls",),
        applies=_existing,
        example="*.acme.com",
    )
    secrets: TlsSecrets = group(TlsSecrets, "TLS Secrets", applies=_secrets)
    redirect: Flag = choice(
        True,
        "Redirect HTTP to HTTPS",
        "Answer every plain HTTP request with a redirect to HTTPS.",
        guide=("security.tls",),
        applies=_served,
    )
    hsts: Flag = choice(
        True,
        "HSTS (HTTP Strict Transport Security)",
        "Tell browsers to use only HTTPS for a year.",
        guide=("security.tls",),
        applies=_served,
    )
