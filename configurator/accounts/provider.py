"""Single sign-on: the one provider that an organisation signs in with."""

from __future__ import annotations

from typing import Any

# The provider's place in our addresses: people register `…/account/oidc/sso/login/callback/`.
PROVIDER = "sso"


def providers(issuer: str, client: str, secret: str, name: str) -> dict[str, Any]:
    """Describe the provider as allauth takes it; nothing where there is none.

    A verified address opens the account that has it: the provider is the organisation's own.
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
            "oauth_pkce_enabled": True,
            "email_authentication": True,
        },
    }
    return {"openid_connect": {"APPS": [app]}}
