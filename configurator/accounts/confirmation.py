"""Who is at the browser, asked again before something that outlasts the session is made."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render

SIGNED_IN = "signed_in"  # in the session: when it began, in seconds
PERIOD = 15 * 60
View = Callable[..., HttpResponse]


@receiver(user_logged_in)
def record_sign_in(request: HttpRequest | None, **_: Any) -> None:
    """Note in the session when somebody signed in."""
    if request is not None:
        request.session[SIGNED_IN] = int(time.time())


def confirmed(view: View) -> View:
    """Let a form through after its sender gave their password again, or signed in a moment ago.

    Whoever finds an open session must not leave with a token. People without a password sign in
    at the provider again.
    """
    with_password = reauthentication_required(view)

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **options)
        person = request.user
        if settings.PASSWORDS and person.is_authenticated and person.has_usable_password():
            answer: HttpResponse = with_password(request, *args, **options)
            return answer
        if time.time() - request.session.get(SIGNED_IN, 0) < PERIOD:
            return view(request, *args, **options)
        return render(request, "account/sign_in_again.html", {"next": request.path})

    return asked
