"""Talk about a revision: what can be talked about, and where a thread stands on a later one."""

from __future__ import annotations
