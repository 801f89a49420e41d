"""What Prometheus reads on the port for metrics, and that no other port has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from configurator.metrics import rules
from configurator.metrics.exposition import Application
from configurator.metrics.exposition import with_metrics
from configurator.metrics.requests import record_request
from configurator.models import Configuration
from configurator.models import Delivery
from configurator.models import Event
from configurator.models import Notification
from configurator.models import Team
from configurator.models import User
from configurator.views.errors import not_found
from generators import Rule
from generators import judge
from generators import recommended

PORT = "9100"


def _site(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    start("200 OK", [])
    return [b"the site"]


def got(application: Application, path: str = "/metrics", port: str = PORT) -> str:
    """Ask the application on a port, whatever port the request names."""
    environ = RequestFactory().get(path, headers={"Host": f"localhost:{PORT}"}).environ
    environ["SERVER_PORT"] = port
    return b"".join(application(environ, lambda *_: None)).decode()


def samples() -> dict[tuple[str, ...], float]:
    """Return each value by the name of its metric and the values of its labels, in their order."""
    families = text_string_to_metric_families(got(with_metrics(_site, PORT)))
    return {
        (sample.name.removeprefix("configurator_"), *sample.labels.values()): sample.value
        for family in families
        for sample in family.samples
    }


@pytest.fixture(autouse=True)
def _connected(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the connection of the test, which the application would close as too old."""
    monkeypatch.setattr("configurator.metrics.exposition.close_old_connections", lambda: None)


def test_the_metrics_are_on_their_port_only(db: None) -> None:
    application = with_metrics(_site, PORT)

    assert got(application, port="8000") == "the site"
    assert "the site" not in got(application, "/configurations/")
    assert "configurator_revisions" in got(application)


def test_the_outbox_tells_its_age_and_its_failures(
    saved: Configuration, author: User, reviewer: User
) -> None:
    late = timezone.now() - timedelta(minutes=7)
    event = Event.objects.first()
    assert event
    for attempts, due in ((0, late), (2, timezone.now() + timedelta(hours=1)), (6, None)):
        Notification.objects.create(
            person=reviewer, event=event, mail=True, attempts=attempts, next_try=due
        )
    hook = Team.objects.create(name="T", slug="t").webhooks.create(url="https://x", by=author)
    Delivery.objects.create(webhook=hook, payload={}, attempts=1, delivered=late)

    values = samples()

    assert 420 <= values["outbox_overdue_seconds", "email"] < 500
    assert values["outbox_waiting", "email"] == 2
    assert values["outbox_retried", "email"] == 1
    assert values["outbox_given_up", "email"] == 1
    assert [value for key, value in values.items() if "webhook" in key] == [0, 0, 0, 0]


def test_rows_are_counted_by_state(saved: Configuration, draft: Configuration) -> None:
    values = samples()

    assert values["configurations", "saved"] == 1
    assert values["configurations", "unsaved"] == 1
    assert values[("revisions",)] == 1


def test_a_database_that_is_away_is_a_metric_and_hides_no_other(db: None) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("gone")

    with connection.execute_wrapper(fail):
        values = samples()

    assert values[("database_up",)] == 0
    assert not any(key[0].startswith("outbox") for key in values)
    assert samples()[("database_up",)] == 1


def test_a_request_is_counted_by_the_name_of_its_page(db: None) -> None:
    before = samples()
    request = RequestFactory().generic("BREW", "/c/whatever/")
    record_request(request, not_found(request), 0.3)
    after = samples()

    counted = ("requests_total", "other", "none", "404")
    assert after[counted] - before.get(counted, 0) == 1
    quick, slow = (("request_seconds_bucket", bound, "none") for bound in ("0.25", "0.5"))
    assert after[quick] == before.get(quick, 0)
    assert after[slow] - before.get(slow, 0) == 1


def test_a_slow_rule_is_counted(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rule, "findings", Rule.findings)
    monkeypatch.setattr(rules, "SLOW", 0)
    rules.watch_rules()

    judge(recommended())

    assert samples()["slow_rules_total", "backend-replicas-without-shared-cache"] >= 1
