from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from configurator.api import authentication
from configurator.api.authentication import RateLimit
from configurator.models import User
from configurator.services import tokens
from configurator.services.rate_limit import count_request
from tests.web.api.conftest import program_of

pytestmark = pytest.mark.postgres

TOP = "/api/v1/configurations"
MINUTE = 29_000_000


def test_a_token_over_its_limit_gets_429_and_other_tokens_do_not(
    author: User, reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RateLimit, "requests", 3)
    clock = SimpleNamespace(time=lambda: MINUTE * 60 + 12.5)
    monkeypatch.setattr(authentication, "time", clock)
    often, other = program_of(author), program_of(reviewer)

    statuses = [often.get(TOP).status_code for _ in range(4)]
    answer = often.get(TOP)

    assert statuses == [200, 200, 200, 429]
    assert answer.headers["Retry-After"] == "48"
    assert other.get(TOP).status_code == 200


def test_the_next_minute_counts_from_one(author: User) -> None:
    token = tokens.create(author, "A program", "read", None).token

    within = [count_request(token, minute, 2) for minute in (1, 1, 1, 2, 2, 2)]

    assert within == [True, True, False, True, True, False]


def test_concurrent_requests_do_not_exceed_the_limit(transactional_db: None, author: User) -> None:
    token = tokens.create(author, "A program", "read", None).token

    def request(_: int) -> bool:
        try:
            return count_request(token, MINUTE, 10)
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as threads:
        within = list(threads.map(request, range(48)))

    assert sum(within) == 10


def test_counting_a_request_is_one_statement(author: User, django_assert_num_queries: Any) -> None:
    token = tokens.create(author, "A program", "read", None).token

    with django_assert_num_queries(1):
        count_request(token, MINUTE, 10)
