"""The exit codes of every command; plan files and pipelines rest on them."""

from __future__ import annotations

DONE = 0
BLOCKED = 1  # also of verify: the files are not what was approved
UNREADABLE = 2
USAGE = 3
EDITED = 4
# What a shell reports of a program that SIGINT or SIGPIPE ended: 128 and the signal's number,
# https://www.gnu.org/software/bash/manual/html_node/Exit-Status.html
INTERRUPTED = 130
PIPE_CLOSED = 141


class Stop(Exception):
    """A command cannot go on; the message says why, and ``code`` is the exit code."""

    def __init__(self, message: str, code: int = USAGE) -> None:
        super().__init__(message)
        self.code = code
