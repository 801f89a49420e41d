"""Approvals by environment: what keeps them, what loses them, and who is shown what."""

from __future__ import annotations
