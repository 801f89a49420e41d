"""Changes of accounts."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from configurator.models import User


def rename(person: User, name: str) -> None:
    """Change the display name of a person."""
    person.first_name, person.last_name = name, ""
    person.save(update_fields=["first_name", "last_name"])


@transaction.atomic
def claim_verified(person: User, address: str) -> None:
    """Give an account to the person whose verified address it has at the provider.

    The person who created it may not own the address. Where it was not confirmed, the password,
    the sessions and the tokens of the account end.
    """
    User.objects.select_for_update().get(pk=person.pk)
    person.refresh_from_db()
    if EmailAddress.objects.filter(user=person, email__iexact=address, verified=True).exists():
        return
    person.set_unusable_password()
    person.save(update_fields=["password"])
    person.tokens.filter(revoked=None).update(revoked=timezone.now())
    known, _ = EmailAddress.objects.get_or_create(user=person, email=address.lower())
    known.set_verified()
    known.set_as_primary()
