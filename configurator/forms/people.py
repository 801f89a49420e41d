"""A form field that finds a person by username or e-mail address."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from configurator.models import User

SEPARATORS = re.compile(r"[\s,;]+")
MOST_PEOPLE = 20


def called(name: str) -> User | None:
    """Find an account by its username or its e-mail address.

    A text with an @ is only compared with addresses: otherwise somebody could choose the address
    of a colleague as a username, and get access in their place. Where two usernames differ only in
    case, the exact one counts.
    """
    name = name.strip()
    people = User.objects.filter(is_active=True)
    if "@" in name:
        return people.filter(email__iexact=name).first()
    matches = list(people.filter(username__iexact=name)[:2])
    exact = [person for person in matches if person.username == name]
    return next(iter(exact or (matches if len(matches) == 1 else ())), None)


def people_named(text: str) -> list[User]:
    """Find the account of each name or address in a text; a ``ValidationError`` names the others.

    Commas, semicolons and spaces separate them.
    """
    names = [name for name in SEPARATORS.split(text) if name]
    if len(names) > MOST_PEOPLE:
        raise ValidationError(f"{len(names)} people. Name {MOST_PEOPLE} at most.")
    accounts = {name: called(name) for name in names}
    if unknown := [name for name, person in accounts.items() if person is None]:
        raise ValidationError(f"No account: {', '.join(unknown)}. Check the spelling.")
    return [person for person in accounts.values() if person]


class PersonField(forms.CharField):
    """A person with an account. ``otherwise`` tells what to do where the person has none."""

    def __init__(self, *, otherwise: str, **options: Any) -> None:
        super().__init__(
            label="Username or e-mail address",
            max_length=254,
            widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
            **options,
        )
        self.otherwise = otherwise

    def clean(self, value: Any) -> User:
        """Find the account."""
        person = called(str(super().clean(value)))
        if person is None:
            raise ValidationError(f"No account with this name or address. {self.otherwise}")
        return person
