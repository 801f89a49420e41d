"""People by what others call them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from configurator.models import User


def called(name: str) -> User | None:
    """Find an account by its username or its e-mail address.

    What has an @ is an address and nothing else: otherwise somebody could take a colleague's
    address for a username, and be let in instead of them. Where two usernames differ in nothing
    but capitals, only the exact one will do.
    """
    name = name.strip()
    people = User.objects.filter(is_active=True)
    if "@" in name:
        return people.filter(email__iexact=name).first()
    matches = list(people.filter(username__iexact=name)[:2])
    exact = [person for person in matches if person.username == name]
    return next(iter(exact or (matches if len(matches) == 1 else ())), None)


class PersonField(forms.CharField):
    """Somebody who has an account; ``otherwise`` says what to do about somebody who has none."""

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
