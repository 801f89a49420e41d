"""What Prometheus reads: requests, slow rules, the outbox and how many rows there are."""

from __future__ import annotations
