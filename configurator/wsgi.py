"""What a server such as gunicorn loads."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

import generators
from configurator.config.tracing import trace_requests

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "configurator.settings")

# It adds itself to the middleware, so it comes before they are loaded.
trace_requests()
application: Application = get_wsgi_application()
# Now, and not in the first request.
generators.load_all()

# Imported only here, as `prometheus_client` decides when it is imported where it counts.
if settings.METRICS_PORT:
    from configurator.metrics.exposition import with_metrics
    from configurator.metrics.rules import watch_rules

    watch_rules()
    application = with_metrics(application, settings.METRICS_PORT)


def _make_record_key() -> None:
    """Create the key that signs approval records at the first start; without one, say so."""
    from configurator.config import record_key

    try:
        record_key.make_record_key()
        record_key.record_keys()
    except (OSError, record_key.Unsigned) as error:
        logging.getLogger(__name__).warning("Approval records are not signed: %s", error)


_make_record_key()
