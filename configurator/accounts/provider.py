"""Single sign-on: the OpenID Connect provider of the organization."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

# Part of the callback URL that is registered at the provider: /account/oidc/sso/login/callback/.
PROVIDER = "sso"


def providers(
    issuer: str,
    client: str,
    secret: str,
    name: str,
    scopes: Sequence[str] = ("openid", "profile", "email"),
) -> dict[str, Any]:
    """Return the setting SOCIALACCOUNT_PROVIDERS of allauth; empty without an issuer.

    A verified address at the provider signs in to the account that has this address: the provider
    belongs to the organization.
    """
    if not issuer:
        return {}
    app = {
        "provider_id": PROVIDER,
        "name": name,
        "client_id": client,
        "secret": secret,
        "settings": {
            "server_url": issuer.rstrip("/"),
            "scope": list(scopes),
            "oauth_pkce_enabled": True,
            "email_authentication": True,
        },
    }
    return {"openid_connect": {"APPS": [app]}}
