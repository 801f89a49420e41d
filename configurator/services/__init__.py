"""What people can do, one module a matter. Each function acts on locked rows, once."""

from __future__ import annotations
