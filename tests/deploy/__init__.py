"""Our own deployment, held to what our bundles are held to."""

from __future__ import annotations
