"""The router of the API; `reads`, `writes` and `environments` add its endpoints."""

from __future__ import annotations

from ninja import Router

router = Router()
