"""Sign-in: the adapters, checks and template context for allauth."""

from __future__ import annotations
