from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

# https://oauth2-proxy.github.io/oauth2-proxy/, https://www.authelia.com/, https://goauthentik.io/,
# https://www.pomerium.com/, https://github.com/traefik/traefik-forward-auth
PRODUCTS = ("oauth2-proxy", "authelia", "authentik", "pomerium", "keycloak", "forward-auth", "dex")


@rule(
    title="Ingress is a login proxy, which is not supported",
    about=("ingress.controllerNamespace", "ingress.className"),
    severity=Severity.ERROR,
    why="A login proxy answers API clients with its login page instead of JSON, MCP clients cannot "
    "sign in to it, and SkillFlaw has users of its own.",
    fix="Publish SkillFlaw through the ingress controller, and enter its namespace in "
    "ingress.controllerNamespace. Limit who can connect with ingress.allowedCidrs.",
    because="Clients with an API key cannot pass it.",
    guide=("routing.api",),
    reference="https://oauth2-proxy.github.io/oauth2-proxy/behaviour",
    bad={"ingress.controllerNamespace": "oauth2-proxy"},
)
def login_proxy_unsupported(plan: Plan) -> Iterator[Remark]:
    for path, name in (
        ("ingress.controllerNamespace", plan.ingress.controller_namespace),
        ("ingress.className", plan.ingress.class_name),
    ):
        if name in PRODUCTS:
            yield Remark(f"{name} is the name of a login proxy.", at=(path,))
