"""How the backend stops: the preStop hook that keeps it alive until its last run has ended."""

from __future__ import annotations

from collections.abc import Iterable

from generators.manifests.part import Manifest
from generators.manifests.topology.workload import waits_before_stop
from generators.plan import Plan

WITHDRAWN_SECONDS = 10
"""What proxies take to hear that an endpoint is gone; until then new requests still arrive."""

QUIET_SECONDS = 3
"""An idle server closes a kept-alive connection after 2 s, so 3 s without one is the end."""

BACKEND_PORT = 7860
# A flow may call a model on these, so a data store on one of them counts as a call.
CALLED = frozenset({80, 443})

# Istio's proxy in the pod is always connected to its control plane:
# https://istio.io/latest/docs/ops/deployment/application-requirements/
ISTIOD = 15012
# What the proxy takes from others and from the backend, and the tunnel of ambient mode. It keeps
# these open between requests, and its own connection to the backend tells whether one is running.
PROXY_PORTS = (15001, 15006, 15008)

# TCP_ESTABLISHED in the fourth column: https://docs.kernel.org/networking/proc_net_tcp.html
SCRIPT = """\
# Waits until this pod has no connection left, but at most {limit} s. An idle connection to
# PostgreSQL or Redis does not count. Without /proc/net/tcp it waits {limit} s.
busy() {{
  for table in /proc/net/tcp /proc/net/tcp6; do
    [ -r "$table" ] || continue
    while read -r _ local remote state _; do
      [ "$state" = 01 ] || continue
      case "$local $remote" in
      {counted}) return 0 ;;
      {ignored}) ;;
      *) return 0 ;;
      esac
    done <"$table"
  done
  return 1
}}
[ -r /proc/net/tcp ] || exec sleep {limit}
sleep {withdrawn}
waited={withdrawn} quiet=0
while [ "$waited" -lt {limit} ] && [ "$quiet" -lt {quiet} ]; do
  if busy; then quiet=0; else quiet=$((quiet + 1)); fi
  sleep 1
  waited=$((waited + 1))
done
"""


def drain_seconds(plan: Plan) -> int:
    """Give the longest time between the withdrawal of a pod's endpoint and SIGTERM, in seconds."""
    return max(plan.scaling.backend.longest_flow_seconds, WITHDRAWN_SECONDS + QUIET_SECONDS)


def drain(plan: Plan) -> Manifest:
    """Make the backend's ``lifecycle``: until its connections end, or a fixed time."""
    if plan.scaling.backend.drain == "sleep":
        return waits_before_stop(plan, drain_seconds(plan))
    return {"preStop": {"exec": {"command": ["sh", "-c", script(plan)]}}}


def script(plan: Plan) -> str:
    """Write the hook in a POSIX shell; of programs outside the shell it needs ``sleep``."""
    return SCRIPT.format(
        limit=drain_seconds(plan),
        withdrawn=WITHDRAWN_SECONDS,
        quiet=QUIET_SECONDS,
        counted=f"*:{BACKEND_PORT:04X}' '*",
        ignored=" | ".join([*(f"*:{port:04X}" for port in _data_stores(plan)), *_proxy(plan)]),
    )


def _proxy(plan: Plan) -> Iterable[str]:
    """List the patterns of the mesh's own connections, by their local port."""
    ports = () if plan.release.mesh == "none" else PROXY_PORTS
    return (f"*:{port:04X}' '*" for port in ports)


def _data_stores(plan: Plan) -> Iterable[int]:
    """List the remote ports on which a connection is only a pool's."""
    database = plan.database.port if plan.database.mode == "external" else 5432
    redis = plan.redis.port if plan.redis.mode == "external" else 6379
    ways = {"istio-sidecar": {ISTIOD}, "istio-ambient": {PROXY_PORTS[-1]}}
    mesh = ways.get(plan.release.mesh, set())
    used = {database, *mesh, *(() if plan.redis.mode == "none" else (redis,))} - CALLED
    # Port 0 is nobody's: a pattern has to stand there.
    return sorted(used) or [0]
