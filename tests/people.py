"""People in tests: how they sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.test import Client

if TYPE_CHECKING:
    from configurator.models import User

PASSWORD = "a-long-enough-phrase-of-words"


def signed_in(person: User) -> Client:
    """Open a browser in which this person is signed in."""
    client = Client()
    client.force_login(person)
    return client
