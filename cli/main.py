"""``skillflaw-configurator COMMAND``: the commands that need no server."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from cli.arguments import command
from cli.arguments import parsed
from cli.commands import PROGRAM
from cli.exit_codes import INTERRUPTED
from cli.exit_codes import PIPE_CLOSED
from cli.exit_codes import Stop


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 130 if interrupted, 141 if a pipe was closed."""
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes standard output once more when it ends, and must not fail then.
        # https://docs.python.org/3/library/signal.html#note-on-sigpipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return code


def _run(arguments: Sequence[str]) -> int:
    name, options = parsed(arguments)
    from cli.console import Console  # reads plans, so it is not needed for --help

    terminal = Console(site=os.environ.get("SITE_URL", "").rstrip("/"))
    try:
        return int(command(name).run(options, terminal))
    except Stop as stop:
        terminal.tell(f"{PROGRAM} {name}: {stop}")
        return stop.code


def program() -> NoReturn:
    """Run the command of this process and end it.

    Neither the collector nor the interpreter's own end is worth the time: a command lives for a
    moment, closes its files itself, and leaves the memory to the system.
    """
    gc.disable()
    code = main()
    os._exit(code)


if __name__ == "__main__":
    program()
