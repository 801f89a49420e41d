"""Helpers of `settings.py`: environment variables, the database URL, masking of logs."""

from __future__ import annotations
