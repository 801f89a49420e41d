"""The audit log, and who hears of its events: notifications, e-mail, webhooks, one outbox."""

from __future__ import annotations
