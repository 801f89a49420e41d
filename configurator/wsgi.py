"""What a server such as gunicorn loads."""

from __future__ import annotations

import logging
import os

from django.core.wsgi import get_wsgi_application

import generators

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "configurator.settings")

application = get_wsgi_application()
# Now, and not in the first request.
generators.load_all()


def _make_record_key() -> None:
    """Create the key that signs approval records at the first start; without one, say so."""
    from configurator.config import record_key

    try:
        record_key.make_record_key()
        record_key.record_keys()
    except (OSError, record_key.Unsigned) as error:
        logging.getLogger(__name__).warning("Approval records are not signed: %s", error)


_make_record_key()
