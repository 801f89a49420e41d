"""Things the API's tests share: programs, each with a token of somebody's."""

from __future__ import annotations

import pytest
from django.test import Client

from configurator.models import User
from configurator.services import tokens


def program_of(person: User, scope: str = "write") -> Client:
    """Let a program act for somebody."""
    secret = tokens.create(person, f"A program, {scope}", scope, None).secret
    return Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {secret}"})


@pytest.fixture
def program(author: User) -> Client:
    """Return a program that reads and saves for the author."""
    return program_of(author)


@pytest.fixture
def reader(author: User) -> Client:
    """Return a program that only reads for the author."""
    return program_of(author, "read")
