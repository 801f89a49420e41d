"""What differs in the environments of two plan files."""

from __future__ import annotations

from typing import Any

import generators
from configurator.comparison import Comparison
from configurator.comparison import Side
from configurator.comparison import as_of_today
from configurator.comparison import compare
from configurator.comparison.side import of_environment
from generators.plan import PlanFile
from tests.environments.files import two

REPLICAS = "scaling.backend.replicas"


def compared(left: PlanFile, right: PlanFile) -> Comparison:
    return compare(as_of_today("before", left), as_of_today("after", right))


def rows(comparison: Comparison) -> dict[str, tuple[str | None, str | None]]:
    """Give the changed values of the environments by their key."""
    return {
        change.path: (change.old, change.new)
        for environment in comparison.environments
        for change in environment.changes
    }


def without(file: PlanFile, name: str) -> PlanFile:
    return PlanFile(file.shared, {key: own for key, own in file.own.items() if key != name})


def test_an_environments_own_value_that_changed_is_a_row_of_it() -> None:
    comparison = compared(two({REPLICAS: 2}), two({REPLICAS: 4}))

    assert rows(comparison) == {f"staging:{REPLICAS}": ("2", "4")}
    assert comparison.steps == ()
    assert comparison.summary.choices == 1


def test_a_value_that_became_its_own_names_the_shared_one() -> None:
    assert rows(compared(two(), two({REPLICAS: 4}))) == {f"staging:{REPLICAS}": ("3 (shared)", "4")}


def test_a_shared_change_is_listed_once() -> None:
    comparison = compared(two(), two().revised("", {REPLICAS: 4}))

    assert rows(comparison) == {}
    assert [change.path for step in comparison.steps for change in step.changes] == [REPLICAS]


def test_an_added_environment_is_counted_and_its_values_are_not() -> None:
    comparison = compared(without(two(), "staging"), two())

    (environment,) = comparison.environments
    assert (environment.name, environment.status) == ("staging", "added")
    assert rows(comparison)["staging:release.namespace"] == (None, "acme-staging")
    assert comparison.summary.text.startswith("1 added environment")


def test_another_order_of_promotion_is_a_change() -> None:
    file = two()
    turned = PlanFile(file.shared, dict(reversed([*file.own.items()])))

    order = compared(file, turned).order

    assert order
    assert (order.old, order.new) == ("staging, production", "production, staging")


def test_a_plan_that_got_environments_keeps_the_one_that_it_was_for() -> None:
    single = PlanFile(generators.recommended())

    comparison = compared(single, two())

    statuses = {changed.name: changed.status for changed in comparison.environments}
    assert statuses == {"staging": "added", "production": ""}
    old, new = rows(comparison)["production:release.namespace"]
    assert (old, new) == ("skillflaw", "acme-production")


def test_a_finding_that_holds_in_another_environment_has_changed() -> None:
    untested = {"operations.loadTested": False}

    findings = compared(two(untested), two(untested, untested)).findings

    (change,) = findings.changed
    assert change.old.environments == ("staging",)
    assert change.new.environments == ("staging", "production")
    assert not findings.new


def test_a_waiver_for_one_environment_is_another_than_one_for_all() -> None:
    row = {"rule": "load-test-missing", "reason": "Soon.", "owner": "Me", "expires": "2099-01-01"}

    def waiving(**more: str) -> PlanFile:
        return two().revised("", {"waivers": [{**row, **more}]})

    first, second = compared(waiving(), waiving(environment="staging")).waivers

    assert (first.new, second.old) == (None, None)
    assert second.title.endswith("only in staging")


def test_two_environments_of_one_file_differ_as_two_plans_do() -> None:
    file = two({REPLICAS: 2, "operations.loadTested": False})
    whole = as_of_today("acme", file)

    comparison = compare(
        of_environment(whole, file, "staging"), of_environment(whole, file, "production")
    )

    paths = {change.path for step in comparison.steps for change in step.changes}
    assert {REPLICAS, "release.namespace", "release.environment"} <= paths
    assert [finding.rule for finding in comparison.findings.resolved] == ["load-test-missing"]
    assert comparison.environments == ()
    assert {"components/gateway-api/api.yaml", "overlays/production/kustomization.yaml"} <= {
        change.path for change in comparison.files
    }


def test_an_environment_has_files_while_another_has_errors() -> None:
    broken = {"release.backend.tag": "", "release.backend.digest": ""}
    file = two(production=broken)
    whole = as_of_today("acme", file)

    assert of_environment(whole, file, "staging").files
    assert of_environment(whole, file, "production").no_files


def test_environments_that_no_version_can_read_are_compared_as_stored() -> None:
    document: dict[str, Any] = {
        "metadata": {"name": "acme"},
        "spec": {},
        "environments": {"staging": {"scaling": {"backend": {"replicas": 9}}}},
    }
    stored = Side("stored", None, document=document)

    comparison = compare(stored, as_of_today("after", two({REPLICAS: 4})))

    assert rows(comparison)[f"staging:{REPLICAS}"] == ("9", "4")
