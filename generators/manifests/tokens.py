"""How secret values are made that every server of the bundle accepts."""

from __future__ import annotations

# 32 random bytes as URL-safe base64: what the backend accepts as its key (a hexadecimal one fails
# later, when a credential is stored), and what needs no escape in a URL, an ACL file or SQL.
TOKEN = "python3 -c \"import secrets; print(secrets.token_urlsafe(32), end='')\""  # noqa: S105 - it makes one
