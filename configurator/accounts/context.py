"""What every page says about signing in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

# Nobody goes on at these; the address of a link is a key, so no other address may hold it.
NOT_ON = ("/account/", "/admin/", "/s/")


def signing_in(request: HttpRequest) -> dict[str, object]:
    """Say which ways in there are, and where people go on after they signed in."""
    path = request.get_full_path()
    return {
        "sign_up": settings.SIGN_UP and settings.PASSWORDS,
        "passwords": settings.PASSWORDS,
        "single_sign_on": settings.OIDC_NAME if settings.SOCIALACCOUNT_PROVIDERS else "",
        "mail": bool(settings.EMAIL_HOST),
        "going_on": "" if path.startswith(NOT_ON) or path == "/" else path,
    }
