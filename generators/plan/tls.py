"""Where TLS ends and who issues the certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

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
        "An Issuer has to live in SkillFlaw's own namespace.",
        applies=_cert_manager,
    )
    name: OptionalDnsSubdomain = choice(
        "",
        "Issuer",
        "Name of the cert-manager issuer.",
        applies=_cert_manager,
        example="letsencrypt",
    )


class TlsSecrets(Topic):
    api: OptionalDnsSubdomain = choice(
        "", "TLS Secret of the API", "Empty: derived from the plan's name.", applies=_secrets
    )
    ui: OptionalDnsSubdomain = choice(
        "",
        "TLS Secret of the UI",
        "Empty: derived from the plan's name.",
        applies=lambda plan: _secrets(plan) and plan.topology.web,
    )
    docs: OptionalDnsSubdomain = choice(
        "",
        "TLS Secret of the docs",
        "Empty: derived from the plan's name.",
        applies=lambda plan: _secrets(plan) and plan.topology.docs,
    )


class Tls(Topic):
    mode: Literal["cert-manager", "existing-secret", "at-gateway", "upstream", "none"] = choice(
        "cert-manager",
        "Certificates",
        "Who holds them: cert-manager, Secrets of yours, the platform's Gateway, or a load "
        "balancer in front.",
        guide=("security.tls",),
    )
    issuer: Issuer = group(Issuer(), "Issuer", applies=_cert_manager)
    challenge: Literal["http01", "dns01", "private"] = choice(
        "http01",
        "How names are proved",
        "http01 needs port 80 open to the world, dns01 access to the zone. private: your own CA.",
        guide=("security.tls",),
        applies=_cert_manager,
    )
    covers: tuple[Hostname, ...] = choice(
        (),
        "Names on the certificate",
        "Of an existing certificate, wildcards included, to check the hostnames against.",
        guide=("security.tls",),
        applies=_existing,
        example="*.acme.com",
    )
    secrets: TlsSecrets = group(TlsSecrets(), "TLS Secrets", applies=_secrets)
    redirect: Flag = choice(
        True,
        "Redirect HTTP to HTTPS",
        "Plain HTTP only ever redirects.",
        guide=("security.tls",),
        applies=_served,
    )
    hsts: Flag = choice(
        True,
        "HSTS",
        "Tell browsers to use HTTPS only, for a year.",
        guide=("security.tls",),
        applies=_served,
    )
