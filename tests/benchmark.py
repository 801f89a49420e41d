"""How long a bundle takes, against `kustomize build` of the same bundle in the same run."""

from __future__ import annotations

import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from time import process_time

import generators
from cli import folder as bundle_folder
from tests.environments.files import two
from tests.environments.test_bundles import file_of
from tests.machine import kustomize
from tests.plans import branches
from tests.plans import everything
from tests.test_explanation import counts_of
from tests.test_explanation import figures

ROUNDS = 15
SEVERAL = ("smaller staging", "UI beside API")


def seconds(work: Callable[[], object]) -> float:
    """Time one call, in seconds."""
    start = perf_counter()
    work()
    return perf_counter() - start


def busy_seconds(work: Callable[[], object]) -> float:
    """Time what one call takes of the processor, in seconds."""
    start = process_time()
    work()
    return process_time() - start


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
    """Print how well the lines of all plans of the suite name their choices, and how fast."""
    several = {"two environments": two(), **{name: file_of(name) for name in SEVERAL}}
    for name, file in several.items():
        _print_seconds(file)
        _print_figures(name, [file])
    _print_figures("all plans for one environment", branches().values())


def _print_seconds(file: generators.PlanFile) -> None:
    """Print the time of one file of an overlay, and of the same file of one plan alone."""
    alone = file.plan_of(file.environments[0])
    for name in ("kustomization.yaml", "config/backend.env"):
        path = f"overlays/{file.environments[0]}/{name}"
        one = busy_seconds(partial(generators.explain, alone, path))
        both = busy_seconds(partial(generators.explain, file, path))
        print(f"explain {name:<20} {one:5.2f} s, of several environments {both:5.2f} s")


def _print_figures(name: str, sources: Iterable[generators.Plan | generators.PlanFile]) -> None:
    sums: Counter[str] = Counter()
    for source in sources:
        sums.update(counts_of(source))
    recall, precision = figures(sums)
    print(f"lines that name a choice, {name}: recall {recall:.4f}, precision {precision:.4f}")


def made(source: bytes) -> bytes:
    """Read, judge, generate and pack a plan, as a command does."""
    plan = generators.read(source)
    generators.judge(plan)
    return generators.bundle(plan).zipped()


if __name__ == "__main__":
    main()
