"""Things that tests of accounts share: who is already there, and a clean count of attempts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django import Settings

from configurator.accounts.provider import providers
from tests.web.accounts.identity import CLIENT
from tests.web.accounts.identity import SECRET
from tests.web.accounts.identity import Identity
from tests.web.accounts.identity import running


@pytest.fixture(autouse=True)
def no_attempts(db: None) -> Iterator[None]:
    """Begin with nobody having tried anything: all tests come from one address."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def mail_server(settings: Settings) -> None:
    """Let e-mail be sent, so that addresses have to be confirmed."""
    settings.EMAIL_HOST = "mail.acme.example"
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


@pytest.fixture
def identity(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Identity]:
    """Run a provider of single sign-on, and let the configurator know it."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with running() as provider:
        settings.SOCIALACCOUNT_PROVIDERS = providers(provider.issuer, CLIENT, SECRET, "Acme ID")
        settings.OIDC_NAME = "Acme ID"
        yield provider
