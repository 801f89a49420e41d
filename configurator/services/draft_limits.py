"""Limits of what visitors without an account can store: drafts of a browser, and their size."""

from __future__ import annotations

import json
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from configurator.access import Visitor
from configurator.models import Configuration

OF_A_BROWSER = 50
PERIOD = timedelta(hours=1)  # in which the drafts that one network address begins are counted
LARGEST = 64 * 1024  # characters of the values of a draft; a plan with all choices has 10,000
MOST_ENVIRONMENTS = 10  # each makes its own files again whenever a page shows them
# How long a browser's draft is kept after its last change.
RETENTION = timedelta(days=30)
SIGN_IN = "Or sign in: drafts of an account do not have this limit."


class DraftRefused(Exception):
    """A draft that is not stored; the message says why, and what to do."""


def check_new(visitor: Visitor) -> None:
    """Refuse another draft of a visitor without an account where there are too many."""
    if visitor.person is not None:
        return
    drafts = Configuration.objects.exclude(browser="").order_by()
    if drafts.filter(browser=visitor.browser).count() >= OF_A_BROWSER:
        raise DraftRefused(
            f"This browser has {OF_A_BROWSER} drafts, deleted ones included. Continue one of them. "
            f"{SIGN_IN}"
        )
    recent = drafts.filter(origin=visitor.origin, created__gt=timezone.now() - PERIOD)
    most = settings.DRAFTS_OF_AN_ADDRESS
    if visitor.origin and recent[:most].count() >= most:
        raise DraftRefused(
            f"From your network address, {most} drafts were begun within an hour. Try again in an "
            f"hour. {SIGN_IN}"
        )
    if drafts[: settings.DRAFTS_IN_ALL].count() >= settings.DRAFTS_IN_ALL:
        raise DraftRefused(
            "This site stores no more drafts of visitors without an account at the moment. Try "
            f"again tomorrow. {SIGN_IN}"
        )


def check_size(draft: Configuration) -> None:
    """Refuse to store a browser's draft that is larger than plans that people try out."""
    if not draft.browser:
        return
    if len(draft.environments) > MOST_ENVIRONMENTS:
        raise DraftRefused(
            f"This draft has {len(draft.environments)} environments. Without an account, a draft "
            f"has at most {MOST_ENVIRONMENTS}. Write fewer into the plan file. {SIGN_IN}"
        )
    values = json.dumps([draft.document, draft.unfinished, draft.promotions])
    if len(values) > LARGEST:
        raise DraftRefused(
            f"The values of this draft have {len(values)} characters. A draft without an account "
            f"has at most {LARGEST}. Shorten the longest texts and lists. {SIGN_IN}"
        )
