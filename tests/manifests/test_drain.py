"""The preStop hook, run by a shell on tables of connections and, where it may, on real sockets."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generators.manifests.topology.drain import script
from generators.plan import recommended
from generators.plan import revised

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue\n"
LISTENS = "   0: 00000000:1EB4 00000000:0000 0A 00000000:00000000\n"
POOL = "   1: 0200090A:B71C 0100090A:1538 01 00000000:00000000\n"
CACHE = "   2: 0200090A:B71D 0100090A:18EB 01 00000000:00000000\n"
REQUEST = "   3: 0200090A:1EB4 0100090A:C350 01 00000000:00000000\n"
CALL = "   4: 0200090A:B71E 507100CB:01BB 01 00000000:00000000\n"
CLOSING = "   5: 0200090A:1EB4 0100090A:C351 06 00000000:00000000\n"
IDLE = HEAD + LISTENS + POOL + CACHE + CLOSING

# Each call of `sleep` adds its seconds to a clock; the table changes when the work has ended.
SLEEP = """#!/bin/sh
clock=$(($(cat "$CLOCK") + $1))
echo "$clock" >"$CLOCK"
if [ "$clock" -ge "$ENDS" ]; then cp "$IDLE" "$TABLE"; fi
"""


def waited(tmp_path: Path, busy: str, ends: int, **changes: Any) -> int:
    """Run the hook; give the seconds that it slept. The work in the table ends after ``ends``."""
    stub, table, idle, clock = (tmp_path / name for name in ("sleep", "tcp", "idle", "clock"))
    stub.write_text(SLEEP)
    stub.chmod(0o755)
    table.write_text(busy)
    idle.write_text(IDLE)
    clock.write_text("0")
    plan = revised(recommended(), {path.replace("__", "."): to for path, to in changes.items()})
    variables = {"CLOCK": clock, "TABLE": table, "IDLE": idle}
    environment = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "ENDS": str(ends),
        **{name: str(path) for name, path in variables.items()},
    }
    text = script(plan).replace("/proc/net/tcp", str(table))
    subprocess.run(["sh", "-c", text], env=environment, check=True)
    return int(clock.read_text())


def test_an_idle_pod_stops_after_the_endpoint_is_withdrawn(tmp_path: Path) -> None:
    assert waited(tmp_path, IDLE, 0) == 13


@pytest.mark.parametrize("work", [REQUEST, CALL])
def test_a_busy_pod_stops_three_seconds_after_its_last_connection(
    tmp_path: Path, work: str
) -> None:
    assert waited(tmp_path, IDLE + work, 40) == 43


@pytest.mark.parametrize("work", [REQUEST, CALL])
def test_a_stream_holds_a_pod_for_the_longest_flow(tmp_path: Path, work: str) -> None:
    assert waited(tmp_path, IDLE + work, 10_000, scaling__backend__longestFlowSeconds=90) == 90


def test_a_pool_on_another_port_does_not_count(tmp_path: Path) -> None:
    pool = POOL.replace(":1538", ":D888")

    assert waited(tmp_path, HEAD + LISTENS + pool, 10_000, database__port=55432) == 13


def test_a_data_store_on_a_port_that_flows_call_counts(tmp_path: Path) -> None:
    assert waited(tmp_path, IDLE + CALL, 10_000, database__port=443) == 300


def test_without_the_table_it_waits_for_the_longest_flow(tmp_path: Path) -> None:
    text = script(recommended()).replace("/proc/net/tcp", str(tmp_path / "absent"))
    (tmp_path / "sleep").write_text('#!/bin/sh\necho "$1"\n')
    (tmp_path / "sleep").chmod(0o755)

    done = subprocess.run(
        ["sh", "-c", text],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "300\n"
