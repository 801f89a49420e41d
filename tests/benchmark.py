"""How long a bundle takes, against `kustomize build` of the same bundle in the same run."""

from __future__ import annotations

import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import generators
from cli import folder as bundle_folder
from generators.plan import PRESETS
from tests.machine import kustomize
from tests.plans import everything
from tests.test_explanation import counts_of
from tests.test_explanation import figures

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
    explained()


def explained() -> None:
    """Print how well the lines of the presets and of the largest plan name their choices."""
    sums: Counter[str] = Counter()
    plans = {preset.slug: preset.filled() for preset in PRESETS} | {"everything": everything()}
    for name, plan in plans.items():
        print(f"explain {name:<20} {seconds(partial(generators.explain, plan)):5.1f} s")
        sums.update(counts_of(plan))
    recall, precision = figures(sums)
    print(f"lines that name a choice: recall {recall:.4f}, precision {precision:.4f}")


def made(source: bytes) -> bytes:
    """Read, judge, generate and pack a plan, as a command does."""
    plan = generators.read(source)
    generators.judge(plan)
    return generators.bundle(plan).zipped()


if __name__ == "__main__":
    main()
