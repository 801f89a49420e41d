"""The forms of accounts: those of allauth with other labels, the display name, API tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from allauth.account.internal.flows.manage_email import assess_unique_email
from allauth.socialaccount import forms as social
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect

from configurator.accounts.adapter import MESSAGES
from configurator.forms.free_text import FreeTextField
from configurator.models import User

LABELS: Mapping[str, str] = {
    "login": "Username or e-mail address",
    "username": "Username",
    "email": "E-mail address",
    "oldpassword": "Current password",
    "password": "Password",
    "password1": "Password",
    "password2": "Repeat the password",
}
# In words, what AUTH_PASSWORD_VALIDATORS checks.
REQUIRED = "At least 10 characters. Not a common password, and not similar to your name or address."

TWICE = "An account with this username or address exists. If it is yours, sign in."

LONGEST_LOGIN = 254  # characters


class Labelled(forms.Form):
    """A form with labels instead of placeholders."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)
        if "password1" in self.fields:
            self.fields["password1"].help_text = REQUIRED


class SignIn(Labelled, account.LoginForm):  # type: ignore[misc] # allauth has no types
    """Sign in with a username or an e-mail address, and a password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        login = self.fields["login"]
        login.widget.attrs["autocomplete"] = "username"
        # No username and no address is longer.
        login.validators.append(MaxLengthValidator(LONGEST_LOGIN))


class SignUp(Labelled, account.SignupForm):  # type: ignore[misc] # the same
    """Create an account."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields[
            "username"
        ].help_text = "You sign in with it. Others see it next to your revisions and reviews."

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Create the account. A form that was sent twice redirects to the sign-in page."""
        try:
            with transaction.atomic():
                result: tuple[User | None, HttpResponse | None] = super().try_save(request)
                return result
        except IntegrityError:
            messages.info(request, TWICE)
            return None, redirect("account_login")


class AddAddress(Labelled, account.AddEmailForm):  # type: ignore[misc] # the same
    """Add an e-mail address to an account."""

    def clean_email(self) -> str:
        """Refuse another account's address where no e-mail is sent, so nothing is confirmed."""
        value = str(super().clean_email())
        if not settings.EMAIL_HOST and assess_unique_email(value, user=self.user) is False:
            raise forms.ValidationError(MESSAGES["email_taken"])
        return value


class ChangePassword(Labelled, account.ChangePasswordForm):  # type: ignore[misc] # the same
    """Change the password."""


class SetPassword(Labelled, account.SetPasswordForm):  # type: ignore[misc] # the same
    """Set a first password."""


class ResetPassword(Labelled, account.ResetPasswordForm):  # type: ignore[misc] # the same
    """Request an e-mail that resets the password."""


class NewPassword(Labelled, account.ResetPasswordKeyForm):  # type: ignore[misc] # the same
    """Set a new password with the link of that e-mail."""


class Reauthenticate(Labelled, account.ReauthenticateForm):  # type: ignore[misc] # the same
    """Confirm the password before a sensitive change."""


class FirstVisit(Labelled, social.SignupForm):  # type: ignore[misc] # the same
    """Complete a new account with what the provider did not send."""


class Disconnect(Labelled, social.DisconnectForm):  # type: ignore[misc] # the same
    """Disconnect the account from the provider."""


class NameForm(forms.Form):
    """The display name of a person."""

    name = FreeTextField(
        label="Display name",
        required=False,
        rows=1,
        max_length=150,
        help_text="Others see it together with your username.",
    )


class TokenForm(forms.Form):
    """The name, scope and expiry of a new API token."""

    name = FreeTextField(
        label="Name",
        rows=1,
        max_length=80,
        help_text="The program that uses the token, such as “CI of platform-gitops”.",
    )
    scope = forms.ChoiceField(
        label="Scope",
        choices=[
            ("read", "Read: what you can see"),
            ("write", "Read and write: also save what you can edit"),
        ],
        initial="read",
        widget=forms.RadioSelect,
    )
    days = forms.TypedChoiceField(
        label="Expires",
        choices=[(30, "In 30 days"), (90, "In 90 days"), (365, "In 1 year"), ("", "Never")],
        initial=90,
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, person: User, sent: Any = None) -> None:
        super().__init__(sent)
        self.person = person

    def clean_name(self) -> str:
        """Refuse a name that is in use, so that a form that is sent twice creates one token."""
        name = str(self.cleaned_data["name"])
        if self.person.tokens.filter(name=name, revoked=None).exists():
            raise forms.ValidationError("You have a token with this name. Choose another name.")
        return name
