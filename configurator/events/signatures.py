"""Signatures of webhooks, as Standard Webhooks describes them: https://www.standardwebhooks.com."""

from __future__ import annotations

import hmac
from base64 import b64encode

from django.utils.crypto import salted_hmac

from configurator.models import Webhook


def _key(hook: Webhook) -> bytes:
    """Derive the key of a webhook from the site's own: it is stored nowhere."""
    name = f"{hook.pk}.{hook.generation}"
    return salted_hmac("configurator.webhook", name, algorithm="sha256").digest()


def secret(hook: Webhook) -> str:
    """Write the signing secret in the form that Standard Webhooks libraries read."""
    return f"whsec_{b64encode(_key(hook)).decode()}"


def headers(hook: Webhook, message: str, timestamp: int, body: bytes) -> dict[str, str]:
    """Sign a message: its identifier, the second of this attempt, and every byte of the body."""
    signed = b".".join((message.encode(), str(timestamp).encode(), body))
    signature = b64encode(hmac.digest(_key(hook), signed, "sha256")).decode()
    return {
        "webhook-id": message,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{signature}",
        "Content-Type": "application/json",
    }
