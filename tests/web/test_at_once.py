from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.db import connection

import generators
from configurator.services import revisions

if TYPE_CHECKING:
    from configurator.models import Configuration
    from configurator.models import User

FIFTY = 50


@pytest.mark.slow
def test_fifty_who_save_the_same_draft_at_once_make_one_revision(
    transactional_db: None, saved: Configuration, author: User
) -> None:
    saved.take(generators.revised(saved.plan, {"scaling.backend.replicas": 4}), {})
    saved.version += 1
    saved.save()

    def save(_: int) -> tuple[int, bool]:
        try:
            kept = revisions.save(saved.pk, author, "At once.")
        finally:
            connection.close()
        return kept.revision.number, kept.new

    with ThreadPoolExecutor(FIFTY) as people:
        kept = list(people.map(save, range(FIFTY)))

    assert sorted(kept) == [(2, False)] * (FIFTY - 1) + [(2, True)]
