"""What the database holds, counted when Prometheus asks: every server gives the same numbers."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.db import DatabaseError
from django.db.models import Count
from django.db.models import Min
from django.db.models import Q
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from configurator.models import Configuration
from configurator.models import Delivery
from configurator.models import Notification
from configurator.models import Revision

logger = logging.getLogger(__name__)

QUEUES = {
    "email": Notification.objects.filter(mail=True, mailed=None),
    "webhook": Delivery.objects.filter(delivered=None),
}


class StoredRows(Collector):
    """The outbox, the configurations by state, and the revisions."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Count; a database that does not answer is a metric too, and hides no other."""
        families: list[GaugeMetricFamily] = []
        try:
            families = [*_outbox(), *_rows()]
        except DatabaseError:
            logger.warning("The database did not answer for its metrics", exc_info=True)
        yield _gauge("database_up", "Whether the database answers.", bool(families))
        yield from families


def _outbox() -> Iterator[GaugeMetricFamily]:
    """Yield how late the workers are, what they try again, and what they gave up."""
    overdue = _by_queue("outbox_overdue_seconds", "How long the oldest due message has waited.")
    waiting = _by_queue("outbox_waiting", "Messages that will be tried.")
    retried = _by_queue("outbox_retried", "Messages among them that failed before.")
    given_up = _by_queue("outbox_given_up", "Messages that failed at every attempt.")
    now = timezone.now()
    for queue, messages in QUEUES.items():
        counted = messages.aggregate(
            waiting=Count("pk", filter=Q(next_try__isnull=False)),
            retried=Count("pk", filter=Q(next_try__isnull=False, attempts__gt=0)),
            given_up=Count("pk", filter=Q(next_try=None, attempts__gt=0)),
            oldest=Min("next_try", filter=Q(next_try__lte=now)),
        )
        late = (now - counted["oldest"]).total_seconds() if counted["oldest"] else 0
        overdue.add_metric((queue,), late)
        waiting.add_metric((queue,), counted["waiting"])
        retried.add_metric((queue,), counted["retried"])
        given_up.add_metric((queue,), counted["given_up"])
    yield from (overdue, waiting, retried, given_up)


def _rows() -> Iterator[GaugeMetricFamily]:
    states = GaugeMetricFamily(
        "configurator_configurations",
        "Configurations by state; those without a revision are drafts.",
        labels=("state",),
    )
    live = Configuration.objects.filter(deleted=None).order_by()
    for row in live.values("state").annotate(number=Count("pk")):
        states.add_metric((row["state"],), row["number"])
    yield states
    yield _gauge("revisions", "Revisions that were saved.", Revision.objects.count())


def _gauge(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"configurator_{name}", text, value=float(value))


def _by_queue(name: str, text: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"configurator_{name}", text, labels=("queue",))
