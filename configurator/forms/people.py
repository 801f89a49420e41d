"""People by what others call them."""

from __future__ import annotations

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
    found = list(people.filter(username__iexact=name)[:2])
    exact = [each for each in found if each.username == name]
    return next(iter(exact or (found if len(found) == 1 else ())), None)
