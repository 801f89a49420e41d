"""What `settings.py` reads: environment variables, the database URL, and what logs leave out."""

from __future__ import annotations
