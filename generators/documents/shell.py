"""Values in shell commands and in SQL: one word each, on one line, so that a fence holds."""

from __future__ import annotations

import shlex


def word(text: object) -> str:
    """Write a value as one word of a POSIX shell; what a line cannot show goes through printf."""
    value = str(text)
    if value.isprintable():
        return shlex.quote(value)
    return f"\"$(printf %b '{''.join(map(_octal, value))}')\""


def _octal(character: str) -> str:
    if character.isprintable() and character not in "\\'":
        return character
    return "".join(f"\\0{byte:03o}" for byte in character.encode())


def identifier(name: str) -> str:
    """Write a name as PostgreSQL quotes it; what a line cannot show goes by its number."""
    if name.isprintable():
        return '"' + name.replace('"', '""') + '"'
    return f'U&"{"".join(map(_numbered, name))}"'


def _numbered(character: str) -> str:
    if character in '\\"':
        return character * 2
    return character if character.isprintable() else f"\\+{ord(character):06X}"
