"""Where allauth asks us: who may come, what names look like, and what we say."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.validators import RegexValidator
from django.http import HttpRequest
from django.urls import reverse

from configurator.models import User
from configurator.services import accounts

# No @: a name must not look like somebody's address. ASCII: nor like somebody else's name.
NAMES = [
    RegexValidator(
        r"^[A-Za-z0-9][A-Za-z0-9._-]*\Z",
        "A username may have letters, digits, dots, hyphens and underscores, and starts with "
        "a letter or a digit.",
    )
]

logger = logging.getLogger(__name__)
UNSENT = "The e-mail could not be sent. Try again later, or tell your administrator."
MOST = 300  # characters of an error that a provider gave

WRONG = "The username, the address or the password is wrong. Check them, or reset the password."
TAKEN = "An account with this address exists. Sign in, or reset the password."
MESSAGES: Mapping[str, str] = {
    "account_inactive": "This account is disabled. Ask your administrator to enable it.",
    "cannot_remove_primary_email": "This is your primary address. "
    "Make another address primary first.",
    "duplicate_email": "Your account already has this address.",
    "email_password_mismatch": WRONG,
    "username_password_mismatch": WRONG,
    "invalid_login": WRONG,
    "email_taken": TAKEN,
    "enter_current_password": "The password is wrong. Try again.",
    "incorrect_password": "The password is wrong. Try again.",
    "invalid_password_reset": "The link is used or expired. Request a new one.",
    "max_email_addresses": "An account can have %d addresses. Remove one first.",
    "too_many_login_attempts": "Too many attempts. Wait five minutes, then try again.",
    "username_blacklisted": "This username is reserved. Choose another.",
    "username_taken": "This username is taken. Choose another.",
    "unverified_primary_email": "Only a confirmed address can be primary.",
    "rate_limited": "Too many requests. Wait a minute, then try again.",
}


class Accounts(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts with a name and a password."""

    error_messages = DefaultAccountAdapter.error_messages | MESSAGES

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell whether people may make accounts for themselves."""
        return bool(settings.SIGN_UP)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send an e-mail; where its server fails, say so instead of breaking what was done."""
        site = urlsplit(self.request.build_absolute_uri("/")).netloc
        try:
            super().send_mail(template_prefix, email, context | {"site": site})
        except OSError as error:
            logger.warning("E-mail cannot be sent: %s", error)
            messages.error(self.request, UNSENT)

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: Any, signup: bool
    ) -> None:
        """Ask for a confirmation only where the question would arrive."""
        if settings.EMAIL_HOST:
            super().send_confirmation_mail(request, emailconfirmation, signup)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count attempts for each login. Allauth counts them for each host that requests name."""
        return str(credentials.get("email", credentials.get("username", ""))).lower()

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead back to the account's page."""
        return reverse("account")


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts that the organisation's provider vouches for."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "email_taken": "An account with this address exists. Sign in to it with its password, "
        "then connect %s on your account's page.",
        "no_password": "This is your only way to sign in. Set a password first.",
        "no_verified_email": "Confirm your e-mail address first.",
        "disconnect_last": "This is your only way to sign in. Set a password first.",
        "connected_other": "Your account is already connected to another identity of the provider.",
    }

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Let everybody in whom the provider lets in: it decides who belongs here."""
        return True

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """Find the account of a verified address, unless it is somebody else's at the provider.

        An address that an organisation gives to a second person must not open what the first did.
        """
        account: tuple[User, str] | None = super().authenticate_by_email(sociallogin)
        provider = sociallogin.account.provider
        if account and SocialAccount.objects.filter(user=account[0], provider=provider).exists():
            return None
        return account

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        """Tell the log why nobody was signed in: the page does not say it to whoever tries."""
        logger.warning("Single sign-on failed: %s %s", error, str(exception or "")[:MOST])

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Check that both answers of the provider are about one person, and keep no token."""
        answers = sociallogin.account.extra_data.values()
        subjects = {answer["sub"] for answer in answers if isinstance(answer, dict)}
        if len(subjects) > 1:
            raise PermissionDenied("The provider returned two different subjects. Sign in again.")
        sociallogin.token = None
        joined = sociallogin._did_authenticate_by_email  # noqa: SLF001 # no public attribute has it
        if joined and sociallogin.state.get("process") != "connect":
            accounts.claim_verified(sociallogin.user, joined)
