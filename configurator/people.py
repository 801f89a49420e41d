"""People by what others call them."""

from __future__ import annotations

from configurator.models import User


def called(name: str) -> User | None:
    """Find an account by its user name or its e-mail address.

    What has an @ is an address and nothing else: otherwise somebody could take a colleague's
    address for a user name, and be let in instead of them.
    """
    name = name.strip()
    known = {"email__iexact": name} if "@" in name else {"username": name}
    return User.objects.filter(**known, is_active=True).first()
