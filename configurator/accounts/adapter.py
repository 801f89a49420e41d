"""The adapters of allauth: sign-up, usernames, error messages and single sign-on."""

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
from django.http import HttpResponse
from django.urls import reverse

from configurator.accounts import groups
from configurator.models import User
from configurator.services import accounts
from configurator.services import group_memberships

# No @, so that no username looks like an e-mail address. ASCII, so that none imitates another.
NAMES = [
    RegexValidator(
        r"^[A-Za-z0-9][A-Za-z0-9._-]*\Z",
        "A username may have letters, digits, dots, hyphens and underscores, and starts with "
        "a letter or a digit.",
    )
]

logger = logging.getLogger(__name__)
UNSENT = "The e-mail could not be sent. Try again later, or tell your administrator."
MAX_ERROR = 300  # characters of a provider's error in the log

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
    """The adapter for accounts with a username and a password."""

    error_messages = DefaultAccountAdapter.error_messages | MESSAGES

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell whether people can create accounts themselves."""
        return bool(settings.SIGN_UP)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send an e-mail. If the mail server fails, the page shows a message."""
        site = urlsplit(self.request.build_absolute_uri("/")).netloc
        try:
            super().send_mail(template_prefix, email, context | {"site": site})
        except OSError as error:
            logger.warning("E-mail cannot be sent: %s", error)
            messages.error(self.request, UNSENT)

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: Any, signup: bool
    ) -> None:
        """Send the confirmation only where a mail server is configured."""
        if settings.EMAIL_HOST:
            super().send_confirmation_mail(request, emailconfirmation, signup)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failed sign-ins by login only, where allauth counts by the request's host too."""
        return str(credentials.get("email", credentials.get("username", ""))).lower()

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Check a name or an address, not both: one password is hashed, whoever has an account.

        Allauth takes an address for a name too. It would hash twice where the address is known and
        once where it is not, which tells them apart.
        """
        name = credentials.get("username", "")
        if "email" in credentials and name == credentials["email"]:
            named = User.objects.filter(username__iexact=name).exists()
            credentials.pop("email" if named else "username")
        person: User | None = super().authenticate(request, **credentials)
        return person

    def pre_login(
        self,
        request: HttpRequest,
        user: User,
        *,
        signal_kwargs: dict[str, Any] | None = None,
        **details: Any,
    ) -> HttpResponse | None:
        """Make memberships match the groups of single sign-on, before the person is let in."""
        response: HttpResponse | None = super().pre_login(
            request, user, signal_kwargs=signal_kwargs, **details
        )
        sociallogin = (signal_kwargs or {}).get("sociallogin")
        if response is None and sociallogin:
            _match_groups(user, sociallogin.account.extra_data)
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the URL of the account page."""
        return reverse("account")


def _match_groups(user: User, answers: Mapping[str, Any]) -> None:
    mapped = groups.mappings(settings.OIDC_GROUPS)
    claimed = groups.groups_in(answers, settings.OIDC_GROUPS_CLAIM)
    if mapped and claimed is None:
        logger.warning(
            "Single sign-on named no groups of %s: the claim %s is missing.",
            user.username,
            settings.OIDC_GROUPS_CLAIM,
        )
    group_memberships.match(user, groups.memberships(mapped, claimed or ()))


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    """The adapter for single sign-on at the organization's provider."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "email_taken": "An account with this address exists. Sign in to it with its password, "
        "then connect %s on your account's page.",
        "no_password": "This is your only way to sign in. Set a password first.",
        "no_verified_email": "Confirm your e-mail address first.",
        "disconnect_last": "This is your only way to sign in. Set a password first.",
        "connected_other": "Your account is already connected to another identity of the provider.",
    }

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Return true: whoever can sign in at the provider may have an account."""
        return True

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """Find the account with a verified address, unless another identity is connected to it.

        An organization may give the address of somebody who left to a new person, who must not get
        the earlier account.
        """
        account: tuple[User, str] | None = super().authenticate_by_email(sociallogin)
        provider = sociallogin.account.provider
        if account and SocialAccount.objects.filter(user=account[0], provider=provider).exists():
            return None
        return account

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> Any:
        """Return the provider, whose answers are checked."""
        known = super().get_provider(request, provider, client_id=client_id)
        # Imported by a request: allauth's providers need its models.
        from configurator.accounts.claims import CheckedProvider

        return CheckedProvider(request, app=known.app)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        """Log why single sign-on failed. The page does not tell the reason to the visitor."""
        logger.warning("Single sign-on failed: %s %s", error, str(exception or "")[:MAX_ERROR])

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Check that all answers of the provider name the same subject, and store no token."""
        answers = sociallogin.account.extra_data.values()
        subjects = {answer["sub"] for answer in answers if isinstance(answer, dict)}
        if len(subjects) > 1:
            raise PermissionDenied("The provider returned two different subjects. Sign in again.")
        sociallogin.token = None
        joined = sociallogin._did_authenticate_by_email  # noqa: SLF001 # no public attribute has it
        if joined and sociallogin.state.get("process") != "connect":
            accounts.claim_verified(sociallogin.user, joined)
