"""Certificates: which Secret holds the one of each hostname, and who puts it there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.manifests.part import labels
from generators.manifests.prober import probed
from generators.plan import Plan

GUIDE = ("security.tls",)
HOSTS = ("ingress.hosts.api", "ingress.hosts.ui", "ingress.hosts.docs")
SECRETS = ("tls.secrets.api", "tls.secrets.ui", "tls.secrets.docs")


CHOICES = (
    "tls.mode",
    *SECRETS,
    *HOSTS,
    "topology.pattern",
    "topology.docs",
    "ingress.controller",
    "ingress.gateway.namespace",
)


@dataclass(frozen=True)
class Certificate:
    """A Secret of type ``kubernetes.io/tls`` and the hostnames that it has to be valid for."""

    secret: str
    hosts: tuple[str, ...]


def tls(plan: Plan) -> Part:
    """Ask for certificates, or for the Secrets that hold them, and say what people have to do."""
    if not exposed(plan):
        return Part()
    issues = plan.tls.mode == "cert-manager" and reads_secrets(plan)
    explicit = issues and plan.ingress.controller == "gateway-api"
    existing = plan.tls.mode == "existing-secret" and reads_secrets(plan)
    return Part(
        files=(_certificates_file(plan),) if explicit else (),
        secrets=tuple(_required(certificate) for certificate in certificates(plan))
        if existing
        else (),
        notes=tuple(_notes(plan)),
        crds=("cert-manager.io",) if issues else (),
    )


def exposed(plan: Plan) -> dict[str, str]:
    """Give the hostname of each part that runs and is published: ``api``, ``ui``, ``docs``."""
    hosts = plan.ingress.hosts
    hosts_by_part = {
        "api": hosts.api,
        "ui": hosts.ui if plan.topology.web else "",
        "docs": hosts.docs if plan.topology.docs else "",
    }
    return {part: host for part, host in hosts_by_part.items() if host}


def ends_here(plan: Plan) -> bool:
    """Tell whether the ingress controller terminates TLS, so that it receives HTTPS."""
    return plan.tls.mode in ("cert-manager", "existing-secret", "at-gateway")


def reads_secrets(plan: Plan) -> bool:
    """Tell whether what ends TLS can read a Secret of this namespace.

    A Gateway reads the Secrets beside it, an Ingress controller those beside the Ingress.
    """
    if plan.tls.mode not in ("cert-manager", "existing-secret"):
        return False
    beside = plan.ingress.gateway.namespace in ("", plan.release.namespace)
    return beside or plan.ingress.controller != "gateway-api"


def secret_name(plan: Plan, part: str) -> str:
    """Name the TLS Secret of a part's hostname; parts that share a hostname share the Secret."""
    hosts = exposed(plan)
    same = [host for host in hosts if part in hosts and hosts[host] == hosts[part]] or [part]
    tls_secrets = {
        "api": plan.tls.secrets.api,
        "ui": plan.tls.secrets.ui,
        "docs": plan.tls.secrets.docs,
    }
    named = [tls_secrets[sibling] for sibling in same if tls_secrets[sibling]]
    return named[0] if named else f"{plan.name}-{same[0]}-tls"


def certificates(plan: Plan) -> tuple[Certificate, ...]:
    """List the certificates by Secret; several hostnames may be on one."""
    together: dict[str, dict[str, None]] = {}
    for part, host in exposed(plan).items():
        together.setdefault(secret_name(plan, part), {})[host] = None
    return tuple(Certificate(secret, tuple(hosts)) for secret, hosts in together.items())


def issuer_annotation(plan: Plan) -> dict[str, str]:
    """Make the annotation with which an Ingress asks cert-manager for its certificate."""
    if plan.tls.mode != "cert-manager" or not plan.tls.issuer.name:
        return {}
    kind = "cluster-issuer" if plan.tls.issuer.kind == "ClusterIssuer" else "issuer"
    return {f"cert-manager.io/{kind}": plan.tls.issuer.name}


def _certificates_file(plan: Plan) -> File:
    return File(
        path="components/tls-cert-manager/certificates.yaml",
        content=tuple(_certificate(plan, certificate) for certificate in certificates(plan)),
        why="cert-manager writes and renews these Secrets. The Gateway in this namespace reads "
        "them.",
        choices=(
            *CHOICES,
            "tls.issuer.kind",
            "tls.issuer.name",
        ),
        guide=GUIDE,
    )


def _certificate(plan: Plan, certificate: Certificate) -> Manifest:
    return {
        "apiVersion": "cert-manager.io/v1",
        "kind": "Certificate",
        "metadata": {"name": certificate.secret, "labels": labels("ingress")},
        "spec": {
            "secretName": certificate.secret,
            "dnsNames": list(certificate.hosts),
            # Older releases keep one key for ever unless they are told otherwise.
            "privateKey": {"rotationPolicy": "Always"},
            "issuerRef": {
                "group": "cert-manager.io",
                "kind": plan.tls.issuer.kind,
                "name": plan.tls.issuer.name,
            },
        },
    }


def _required(certificate: Certificate) -> RequiredSecret:
    return RequiredSecret(
        name=certificate.secret,
        entries=(
            SecretEntry(
                "tls.crt",
                f"The certificate for {' and '.join(certificate.hosts)} as PEM, its issuers' after "
                "it.",
                from_file=True,
            ),
            SecretEntry("tls.key", "The certificate's private key as PEM.", from_file=True),
        ),
        purpose="The ingress controller serves HTTPS with it. Update this Secret whenever the "
        "certificate is renewed.",
        type="kubernetes.io/tls",
        choices=CHOICES,
        guide=GUIDE,
    )


def _notes(plan: Plan) -> Iterator[Note]:
    gateway = plan.ingress.controller == "gateway-api"
    if plan.tls.mode == "cert-manager":
        yield from _cert_manager_notes(plan, gateway)
    elif plan.tls.mode == "existing-secret":
        yield _manual_task(
            "Renew the certificates in their Secrets before they expire"
            + ("; an alert fires two weeks before." if probed(plan) else ".")
        )
    elif plan.tls.mode == "at-gateway":
        holder = "The Gateway's HTTPS listener" if gateway else "The controller's default"
        hosts = ", ".join(dict.fromkeys(exposed(plan).values()))
        yield _manual_task(f"{holder} has to hold a certificate for {hosts}.")
    elif plan.tls.mode == "upstream":
        yield _manual_task(
            "The load balancer terminates TLS. It has to hold the certificates, redirect plain "
            "HTTP to HTTPS, and be the only way to reach the ingress controller, because traffic "
            "behind it is plain HTTP. A redirect by the ingress controller would cause a loop."
        )
    else:
        yield Note(
            "limit",
            "Requests, API keys and passwords are unencrypted. A login in a browser fails "
            "because the browser sends the refresh cookie over HTTPS only.",
            ("tls.mode",),
            GUIDE,
        )


def _cert_manager_notes(plan: Plan, gateway: bool) -> Iterator[Note]:
    issuer = plan.tls.issuer
    suffix = f" in {plan.release.namespace}" if issuer.kind == "Issuer" else ""
    yield _manual_task(f"The {issuer.kind} {issuer.name or '(not named)'} has to exist{suffix}.")
    if plan.tls.challenge == "http01":
        solver = (
            "use gatewayHTTPRoute with this Gateway as its parent, and cert-manager runs with its "
            "Gateway API support on"
            if gateway
            else "use this Ingress class"
        )
        yield _manual_task(
            f"The issuer's http01 solver has to {solver}; port 80 of every hostname is open to "
            "the certificate authority."
        )


def _manual_task(text: str) -> Note:
    return Note("manual", text, ("tls.mode",), GUIDE)
