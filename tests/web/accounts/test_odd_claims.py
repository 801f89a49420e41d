"""What a provider of single sign-on says in other types than it should."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from configurator.accounts.claims import TEXTS
from configurator.models import User
from tests.web.accounts.identity import Identity
from tests.web.accounts.identity import grace
from tests.web.accounts.test_single_sign_on import arrive

ODD: tuple[Any, ...] = (None, 7, 1.5, [], {"a": 1}, ["x"], "\0", "\ud800", "x" * 10_000)


@pytest.mark.parametrize("verified", ["false", "no", "0", 1, [False], {"a": 1}, "true", True])
def test_only_a_true_claim_verifies_an_address(
    verified: Any, identity: Identity, join: Callable[..., User]
) -> None:
    known = join("grace")
    EmailAddress.objects.create(user=known, email=known.email, verified=True, primary=True)
    identity.person["email_verified"] = verified

    arrive(Client(), identity)

    assert SocialAccount.objects.exists() is (verified is True or verified == "true")


def test_claims_of_another_type_break_nothing(identity: Identity, settings: Settings) -> None:
    settings.OIDC_GROUPS = "admins=platform:owner"
    statuses = {}

    for name, odd in product(("sub", "groups", *TEXTS), ODD):
        identity.person = grace() | {name: odd}
        client = Client(raise_request_exception=False)
        statuses[name, repr(odd)[:20]] = arrive(client, identity).status_code
        User.objects.all().delete()

    assert {cell for cell, status in statuses.items() if status >= 500} == set()


@pytest.mark.parametrize("odd", [odd for odd in ODD if odd != 7])
def test_without_a_subject_nobody_is_let_in(odd: Any, identity: Identity) -> None:
    identity.person["sub"] = odd

    assert "Sign-in failed" in arrive(Client(), identity).content.decode()
    assert not User.objects.exists()
