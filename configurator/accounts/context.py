"""Template context of every page: the ways to sign in, and the unread items of the inbox."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.http import HttpRequest

from configurator.events import inbox as service
from configurator.models import User

# No redirect after sign-in leads to these; the URL of a share link is a key, so no `next` holds it.
NO_REDIRECT = ("/account/", "/admin/", "/s/")


def signing_in(request: HttpRequest) -> dict[str, object]:
    """Return the ways to sign in, and the path to redirect to afterwards."""
    path = request.get_full_path()
    return {
        "sign_up": settings.SIGN_UP and settings.PASSWORDS,
        "passwords": settings.PASSWORDS,
        "single_sign_on": settings.OIDC_NAME if settings.SOCIALACCOUNT_PROVIDERS else "",
        "mail": bool(settings.EMAIL_HOST),
        "going_on": "" if path.startswith(NO_REDIRECT) or path == "/" else path,
    }


def inbox(request: HttpRequest) -> dict[str, object]:
    """Return a function that counts the unread items; only pages that call it query."""
    user = request.user if hasattr(request, "user") else None
    if not isinstance(user, User):
        return {}
    return {"unread_items": partial(service.unread_count, user)}
