"""Limits of what visitors can store: drafts of a browser, and the size of every draft.

Pages make all files of a draft again, those of each environment. So the size counts what all
environments share once for each: it bounds the time and the memory that one request takes.
"""

from __future__ import annotations

import json
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from configurator.access import Visitor
from configurator.models import Configuration
from configurator.plans import plan_size

OF_A_BROWSER = 50
PERIOD = timedelta(hours=1)  # in which the drafts that one network address begins are counted
# Characters of the values of a draft; a plan with all choices has 10,000.
LARGEST = 64 * 1024
MOST_ENVIRONMENTS = 10  # each makes its own files again whenever a page shows them
# How long a browser's draft is kept after its last change.
RETENTION = timedelta(days=30)
SIGN_IN = "Or sign in: an account has larger drafts, and any number of them."


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
    """Refuse to store a draft that is larger than plans that people make."""
    if not draft.browser:
        if size_of(draft) > plan_size.LARGEST:
            raise DraftRefused(plan_size.TOO_LARGE)
        return
    if len(draft.environments) > MOST_ENVIRONMENTS:
        raise DraftRefused(
            f"This draft has {len(draft.environments)} environments. Without an account, a draft "
            f"has at most {MOST_ENVIRONMENTS}. Write fewer into the plan file. {SIGN_IN}"
        )
    if (size := size_of(draft)) > LARGEST:
        raise DraftRefused(
            f"The values of this draft have {size} characters, those that environments share "
            f"counted once for each. A draft without an account has at most {LARGEST}. Shorten "
            f"the longest texts and lists. {SIGN_IN}"
        )


def size_of(draft: Configuration) -> int:
    """Count the characters of the values of a draft."""
    beside = json.dumps([draft.unfinished, draft.promotions])
    return plan_size.size_of(draft.document) + len(beside)
