"""An init container that waits for a server, says what it waits for, and gives up in the end."""

from __future__ import annotations

from generators.manifests.images import BUSYBOX
from generators.manifests.limits import SMALL
from generators.manifests.limits import limited
from generators.manifests.part import Manifest
from generators.manifests.security import container_security
from generators.manifests.topology.workload import image
from generators.plan import Plan

TRIES = 60
PAUSE = 5

# A shell that is process 1 ignores what it does not trap; without the trap a pod that is deleted
# while it waits would take its whole grace period.
SCRIPT = f"""\
trap 'exit 143' TERM
for _ in $(seq {TRIES}); do
  nc -z -w {PAUSE} "$0" "$1" && exit 0
  sleep {PAUSE}
done
echo "$0 does not answer on port $1" >&2
exit 1
"""


def wait_for(plan: Plan, what: str, host: str, port: int) -> Manifest:
    """Make the init container ``wait-for-<what>``.

    It tries for five minutes to ten and then fails, so that the kubelet counts a restart and its
    log says why.
    """
    return {
        "name": f"wait-for-{what}",
        **image(BUSYBOX.name),
        "command": ["sh", "-c", SCRIPT],
        # Apart from the script, so that an overlay with another server repeats no script.
        "args": [host, str(port)],
        "resources": limited(
            plan,
            {
                "requests": {"cpu": "10m", "memory": "16Mi", "ephemeral-storage": "8Mi"},
                "limits": {"memory": "32Mi", "ephemeral-storage": "16Mi"},
            },
            SMALL,
        ),
        "securityContext": container_security(plan, read_only=True),
    }
