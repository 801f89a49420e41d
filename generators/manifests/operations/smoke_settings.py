"""What the smoke test is told of a plan, all of it by environment variables."""

from __future__ import annotations

from generators.manifests.ingress.routes import redirects
from generators.manifests.ingress.routes import strict
from generators.manifests.part import Manifest
from generators.manifests.tls import exposed
from generators.manifests.tls import reads_secrets
from generators.manifests.tls import secret_name
from generators.plan import Plan
from generators.yaml.loader import Octal

BACKEND_URL = "http://skillflaw-backend:7860"
AUTHORITY = "/run/ingress-ca"
SECRETS = "/run/secrets/smoke-test"


def settings(plan: Plan) -> list[Manifest]:
    """List what is asked, and where; what a plan has not is left out, and so skipped."""
    scheme = "http" if plan.tls.mode == "none" else "https"
    urls = {part: f"{scheme}://{host}" for part, host in exposed(plan).items()}
    ingress = urls.get("api") or urls.get("ui")
    settings = {
        "API_URL": ingress or BACKEND_URL,
        "BACKEND_URL": BACKEND_URL,
        "UI_URL": urls.get("ui", ""),
        "DOCS_URL": urls.get("docs", ""),
        # Kubernetes reads $(NAME) in a value as a variable, and $$ as a dollar sign.
        "FLOW": plan.operations.smoke_flow.replace("$", "$$"),
        "RESPONSES": _told(plan.topology.responses_api),
        "MCP": _told(plan.topology.mcp),
        "PUBLIC": _told(bool(ingress)),
        "REDIRECT": _told(redirects(plan)),
        "HSTS": _told(strict(plan)),
        "TIMEOUT": str(plan.scaling.backend.longest_flow_seconds),
        "SECRETS": SECRETS,
        "CA_FILE": f"{AUTHORITY}/ca.crt" if authority_volume(plan) else "",
    }
    return [{"name": name, "value": value} for name, value in settings.items() if value]


def _told(applies: bool) -> str:
    return "true" if applies else ""


def credentials(plan: Plan, secret: str) -> Manifest:
    """Make the volume with the key and the account, from a Secret that need not be there."""
    keys = ("api-key", *(("username", "password") if plan.topology.web else ()))
    source = {
        "secretName": secret,
        "optional": True,
        "defaultMode": Octal(0o440),
        "items": [{"key": key, "path": key} for key in keys],
    }
    return {"name": "secrets", "secret": source}


def authority_volume(plan: Plan) -> list[Manifest]:
    """Mount the private CA that cert-manager writes beside a certificate, never its key."""
    private = plan.tls.mode == "cert-manager" and plan.tls.challenge == "private"
    if not (private and reads_secrets(plan) and exposed(plan)):
        return []
    source = {
        "secretName": secret_name(plan, next(iter(exposed(plan)))),
        "optional": True,
        "defaultMode": Octal(0o444),
        "items": [{"key": "ca.crt", "path": "ca.crt"}],
    }
    return [{"name": "ingress-ca", "secret": source}]
