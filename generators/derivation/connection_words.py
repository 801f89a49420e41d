"""Where a data store is, in the words that clients take: flags, keywords of libpq, options."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping

# As clients of .NET, and the portal of Azure, write where a Redis is.
_OPTIONS = re.compile(r"(?P<server>[^\s,=]+)(?:,\w+=[^\s,]*)+", re.ASCII)
_KEYWORD = re.compile(r"(\w+)\s*=\s*(\S+)")
_FLAGS: Mapping[str, Mapping[str, str]] = {
    "psql": {
        **dict.fromkeys(("-h", "--host"), "host"),
        **dict.fromkeys(("-p", "--port"), "port"),
        **dict.fromkeys(("-d", "--dbname"), "name"),
        **dict.fromkeys(("-U", "--username"), ""),
    },
    "redis-cli": {"-h": "host", "-p": "port", "-n": "name", "--user": ""},
}
_SCHEMES = {"psql": "postgresql", "redis-cli": "redis"}


def as_url(text: str) -> str:
    """Write a client's command, keywords or options as a URL; any other text stays as it is."""
    if match := _OPTIONS.fullmatch(text):
        encrypted = ",ssl=true" in text.lower()
        return f"{'rediss' if encrypted else 'redis'}://{match['server']}"
    words = dict(_KEYWORD.findall(text))
    if "host" in words and not _KEYWORD.sub("", text).strip():
        mode = f"?sslmode={words['sslmode']}" if "sslmode" in words else ""
        named = {**words, "name": words.get("dbname", "")}
        return f"{_url('postgresql', named)}{mode}"
    command, *arguments = shlex.split(text) if text.startswith((*_FLAGS,)) else [""]
    return _of_command(command, arguments) if command in _FLAGS else text


def _of_command(command: str, arguments: list[str]) -> str:
    given: dict[str, str] = {}
    flag, scheme = "", _SCHEMES[command]
    for argument in arguments:
        if flag:
            given[_FLAGS[command][flag]], flag = argument, ""
        elif argument in _FLAGS[command]:
            flag = argument
        elif argument == "--tls":
            scheme = "rediss"
        elif argument.startswith("-"):
            raise ValueError(f"{argument} is not known.")
        else:
            given.setdefault("name", argument)
    return _url(scheme, given)


def _url(scheme: str, given: Mapping[str, str]) -> str:
    host = given.get("host", "")
    server = f"[{host}]" if ":" in host else host
    port = f":{given['port']}" if given.get("port") else ""
    return f"{scheme}://{server}{port}/{given.get('name', '')}"
