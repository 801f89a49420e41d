"""Runs inside the image, whose root is read-only: starts it, asks it, looks at it, stops it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

APP = Path("/app")
ADDRESS = f"http://127.0.0.1:{os.environ['PORT']}"
TOOLS = ("pip", "pip3", "gcc", "cc", "make", "uv", "curl", "wget")
PATIENCE = 60  # seconds
COMMAND = ("skillflaw-configurator", "rules")


def status(path: str) -> int:
    """Ask the server for a page."""
    with urlopen(ADDRESS + path, timeout=4) as answer:  # noqa: S310 - our own address
        return int(answer.status)


def ready(server: subprocess.Popen[bytes]) -> float:
    """Wait for the first answer; return how many seconds it took."""
    begin = time.monotonic()
    while time.monotonic() - begin < PATIENCE and server.poll() is None:
        try:
            status("/healthz")
            return time.monotonic() - begin
        except URLError:
            time.sleep(0.02)
    sys.exit("The server did not start.")


def started() -> float:
    """Start everything, ask for a page, stop it; return how many seconds the start took."""
    server = subprocess.Popen(["scripts/start"], cwd=APP)
    seconds = ready(server)
    if status("/") != 200:  # noqa: PLR2004 - the status says it
        sys.exit("The front page did not answer.")
    server.terminate()
    if code := server.wait(timeout=PATIENCE):
        sys.exit(f"The server ended with {code}.")
    return seconds


def faults() -> list[str]:
    """List what is not as it should be."""
    wrong = [f"{tool} is in the image" for tool in TOOLS if shutil.which(tool)]
    parts = json.loads((APP / "sbom.cdx.json").read_text())["components"]
    listed = {part["name"].lower() for part in parts}
    wrong += [f"the SBOM lacks {name}" for name in ("django", "psycopg") if name not in listed]
    if not os.getuid():
        wrong.append("it runs as root")
    if subprocess.run(COMMAND, check=False, capture_output=True).returncode:
        wrong.append("the command line tool does not run")
    return wrong


def main() -> None:
    """Start it on an empty database and once more, and look around."""
    first, again = started(), started()
    print(f"Ready after {first:.1f} s on an empty database, {again:.1f} s on that of before.")
    if wrong := faults():
        sys.exit("\n".join(wrong))
    print("It serves with a read-only root, as a user, from nothing but memory and its volume.")


if __name__ == "__main__":
    main()
