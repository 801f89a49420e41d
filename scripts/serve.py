"""Serve the configurator on this machine, and deliver e-mail: `scripts/serve.py [PORT]`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
LOOPBACK = "127.0.0.1"
PORTS = range(8000, 8100)


def is_free(port: int) -> bool:
    """Tell whether a server could listen on this port of the loopback address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def chosen_port(arguments: list[str]) -> int:
    """Take the port that was asked for, or else the first free one."""
    if not arguments:
        return next(filter(is_free, PORTS))
    if not arguments[0].isdecimal() or int(arguments[0]) not in range(1, 65536):
        sys.exit(f"{arguments[0]} is not a port: PORT=8000 is one.")
    if not is_free(int(arguments[0])):
        sys.exit(f"Port {arguments[0]} is taken: choose another, or leave PORT out.")
    return int(arguments[0])


def main() -> None:
    """Bring the database up to date, print the address, start the worker, become the server."""
    os.chdir(TOP)
    Path("var").mkdir(exist_ok=True)
    port = chosen_port(sys.argv[1:])
    manage = [sys.executable, "manage.py"]
    if subprocess.run([*manage, "upgrade"], check=False).returncode:
        sys.exit("The database could not be brought up to date; the lines above say why.")
    print(f"\n  The configurator is at http://{LOOPBACK}:{port}/  (Ctrl+C stops it)\n", flush=True)
    # Its parent is this process, which becomes the server: it ends when the server does. A page
    # knows by itself where it was opened; an e-mail does not.
    known = {"SITE_URL": f"http://{LOOPBACK}:{port}", **os.environ}
    subprocess.Popen([*manage, "deliver", "--beside", str(os.getpid())], env=known)
    os.execv(sys.executable, [*manage, "runserver", f"{LOOPBACK}:{port}"])


if __name__ == "__main__":
    main()
