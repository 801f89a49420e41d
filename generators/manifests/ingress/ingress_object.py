"""The Ingress object, as every controller but the Gateway API's reads it."""

from __future__ import annotations

from collections.abc import Mapping

from generators.manifests.ingress.routes import Path
from generators.manifests.ingress.routes import Service
from generators.manifests.ingress.routes import Site
from generators.manifests.ingress.routes import first_of_hosts
from generators.manifests.part import Manifest
from generators.manifests.part import Patch
from generators.manifests.part import labels
from generators.manifests.tls import ends_here
from generators.manifests.tls import issuer_annotation
from generators.manifests.tls import reads_secrets
from generators.manifests.tls import secret_name
from generators.plan import Plan


def tls_choices(plan: Plan) -> tuple[str, ...]:
    """Name the choices that decide on an Ingress's class and on its certificate."""
    secrets = ("tls.secrets.api", "tls.secrets.ui", "tls.secrets.docs")
    return (
        "ingress.className",
        *(secrets if reads_secrets(plan) else ()),
        *(("tls.issuer.kind", "tls.issuer.name") if plan.tls.mode == "cert-manager" else ()),
    )


def ingress_object(
    plan: Plan,
    site: Site,
    paths: tuple[Path, ...],
    annotations: Mapping[str, str],
    suffix: str = "",
) -> Manifest:
    """Make an Ingress for some paths of a site, with TLS; ``suffix`` tells a second one apart."""
    # Two that ask for one certificate would quarrel about who owns it.
    asks = issuer_annotation(plan) if site in first_of_hosts(plan) and not suffix else {}
    return bare_ingress(
        plan,
        name=f"skillflaw-{site.name}{suffix}",
        component=site.service.component,
        annotations={**asks, **annotations},
        spec={
            **_tls(plan, site),
            "rules": [host_rule(site.host, paths, site.service)],
        },
    )


def bare_ingress(
    plan: Plan, *, name: str, component: str, annotations: Mapping[str, str], spec: Manifest
) -> Manifest:
    """Make an Ingress of the plan's class around a spec."""
    class_name = plan.ingress.class_name
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "Ingress",
        "metadata": {
            "name": name,
            "labels": labels(component),
            **({"annotations": dict(annotations)} if annotations else {}),
        },
        "spec": {**({"ingressClassName": class_name} if class_name else {}), **spec},
    }


def host_rule(host: str, paths: tuple[Path, ...], service: Service) -> Manifest:
    """Make the rule of a hostname: its paths, all to one Service."""
    backend = {"service": {"name": service.name, "port": {"name": "http"}}}
    return {
        "host": host,
        "http": {
            "paths": [
                {
                    "path": path.text,
                    "pathType": "Exact" if path.exact else "Prefix",
                    "backend": backend,
                }
                for path in paths
            ]
        },
    }


def service_patch(component: str, annotations: Mapping[str, str], why: str, *choices: str) -> Patch:
    """Make the patch that puts a controller's annotations on the backend's Service."""
    return Patch(
        path=f"components/{component}/backend-service.yaml",
        content=(
            {
                "apiVersion": "v1",
                "kind": "Service",
                "metadata": {"name": "skillflaw-backend", "annotations": dict(annotations)},
            },
        ),
        why=why,
        choices=("ingress.controller", *choices),
    )


def _tls(plan: Plan, site: Site) -> Manifest:
    if not ends_here(plan):
        return {}
    # Without a Secret the controller serves its own default certificate.
    secret = {"secretName": secret_name(plan, site.part)} if reads_secrets(plan) else {}
    return {"tls": [{"hosts": [site.host], **secret}]}
