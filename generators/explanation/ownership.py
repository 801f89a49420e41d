"""Which environment a file of a bundle for several belongs to."""

from __future__ import annotations

from generators.plan import PlanFile

BESIDE = ("gitops/", "scripts/")


def environment_of(path: str, file: PlanFile) -> str:
    """Name the environment that a file is of; empty where it is of all.

    A folder is named after it, and what lies beside the overlays ends with its name: of two names
    that fit, the longer.
    """
    entry = path.split("/")[1].partition(".")[0] if "/" in path else ""
    if entry in file.environments and not path.startswith(BESIDE):
        return entry
    fitting = (name for name in file.environments if entry.endswith(f"-{name}"))
    return max(fitting, key=len, default="") if path.startswith(BESIDE) else ""
