"""The rate limit of the API: requests of one token in one minute, counted in the database."""

from __future__ import annotations

from django.db.models import Case
from django.db.models import F
from django.db.models import Q
from django.db.models import Value
from django.db.models import When

from configurator.models import ApiToken
from configurator.models import DeployToken

REQUESTS_A_MINUTE = 120  # of one token


def count_request(token: ApiToken | DeployToken, minute: int, limit: int) -> bool:
    """Count a request of this minute; tell whether it is within the limit.

    One conditional UPDATE reads and writes the counter, so that concurrent requests cannot read
    the same count. ``minute`` counts minutes since 1970.
    """
    within = ~Q(rate_minute=minute) | Q(rate_count__lt=limit)
    counted = (
        type(token)
        .objects.filter(within, pk=token.pk)
        .update(
            rate_count=Case(When(rate_minute=minute, then=F("rate_count") + 1), default=Value(1)),
            rate_minute=minute,
        )
    )
    return counted == 1
