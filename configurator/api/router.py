"""The router of the API; `reads` and `writes` add its endpoints."""

from __future__ import annotations

from ninja import Router

router = Router()
