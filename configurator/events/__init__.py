"""The audit log, and what follows from its events: notifications, e-mail, webhooks, one outbox."""

from __future__ import annotations
