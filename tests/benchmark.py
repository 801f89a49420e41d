"""How long a bundle takes, against `kustomize build` of the same bundle in the same run."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import generators
from cli import folder as bundle_folder
from tests.machine import kustomize
from tests.plans import everything

ROUNDS = 15


def seconds(work: Callable[[], object]) -> float:
    """Time one call, in seconds."""
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> None:
    """Print the medians of both, and their ratio, which should stay below one quarter."""
    source = generators.dump([generators.complete(everything())]).encode()
    with tempfile.TemporaryDirectory() as folder:
        bundle = generators.bundle(everything())
        bundle_folder.write(bundle, Path(folder))
        overlay = Path(folder) / bundle.name / "overlays" / everything().release.environment
        ours, rendering = [], []
        for _ in range(ROUNDS):
            ours.append(seconds(lambda: made(source)))
            rendering.append(
                seconds(
                    lambda: subprocess.run(
                        [*kustomize(), str(overlay)], check=True, capture_output=True
                    )
                )
            )
    print(f"validate, generate and zip  {median(ours) * 1000:7.1f} ms  (median of {ROUNDS})")
    print(f"kustomize build             {median(rendering) * 1000:7.1f} ms  (median of {ROUNDS})")
    print(f"ratio {median(ours) / median(rendering):.3f}")


def made(source: bytes) -> bytes:
    """Read, judge, generate and pack a plan, as a command does."""
    plan = generators.read(source)
    generators.judge(plan)
    return generators.bundle(plan).zipped()


if __name__ == "__main__":
    main()
