"""The predicted answer to each day-two change, against a real kube-apiserver."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest

from generators.changes.consequence import Kind
from generators.changes.kustomize import key_of
from generators.changes.objects import object_changes
from generators.changes.refusals import refusals
from generators.manifests.part import Manifest
from tests.changes.api_server import ApiServer
from tests.changes.api_server import Refused
from tests.changes.day_two import DAY_TWO
from tests.changes.day_two import DayTwo
from tests.changes.day_two import objects_of
from tests.changes.pairs import PAIRS

pytestmark = pytest.mark.api_server


def _own(entry: Manifest) -> bool:
    """Tell whether Kubernetes itself has the kind; the others need somebody's CRDs."""
    group = entry["apiVersion"].rpartition("/")[0]
    gateway = "gateway.networking" in group
    return ("." not in group or group.endswith(".k8s.io")) and not gateway


def _placed(entries: Iterable[Manifest], number: int) -> list[Manifest]:
    """Put the objects into namespaces of this change's own, the namespaces first."""
    own = [_in(entry, number) for entry in entries if _own(entry)]
    names = dict.fromkeys(entry["metadata"].get("namespace", "") for entry in own)
    there = {entry["metadata"]["name"] for entry in own if entry["kind"] == "Namespace"}
    missing = [
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}}
        for name in names
        if name and name not in there
    ]
    return [*missing, *sorted(own, key=lambda entry: entry["kind"] != "Namespace")]


def _in(entry: Manifest, number: int) -> Manifest:
    metadata = dict(entry["metadata"])
    field = "name" if entry["kind"] == "Namespace" else "namespace"
    metadata[field] = f"{metadata[field]}-{number}"
    return {**entry, "metadata": metadata}


def _applied(server: ApiServer, entries: Iterable[Manifest]) -> dict[str, str]:
    """Apply objects; the answer names those that are refused, with the server's message."""
    refused = {}
    for entry in entries:
        try:
            server.apply(entry)
        except Refused as error:
            refused[f"{entry['kind']}/{entry['metadata']['name']}"] = str(error)
    return refused


def _started(server: ApiServer, change: DayTwo) -> list[Manifest]:
    """Apply the plan that runs before the change, with its claims bound."""
    before = _placed(objects_of(change.before), DAY_TWO.index(change))
    assert _applied(server, before) == {}
    for entry in before:
        if entry["kind"] == "PersistentVolumeClaim":
            server.bind(entry)
    return before


@pytest.mark.parametrize("change", DAY_TWO, ids=lambda change: change.name)
def test_the_server_refuses_what_was_predicted_and_nothing_else(
    server: ApiServer, change: DayTwo
) -> None:
    before = _started(server, change)
    after = _placed(objects_of(change.after), DAY_TWO.index(change))

    refused = _applied(server, after)

    assert sorted(refused) == sorted(change.refused), refused
    predicted = [row for row in object_changes(before, after) if row.refused]
    assert sorted(f"{row.kind}/{row.name}" for row in predicted) == sorted(refused)
    _assert_taken(server, after, refused)


def _assert_taken(server: ApiServer, after: Iterable[Manifest], refused: Iterable[str]) -> None:
    """Hold what the server has against what was applied, where it was not refused."""
    for entry in after:
        if f"{entry['kind']}/{entry['metadata']['name']}" not in refused:
            live = server.get(entry)
            assert key_of(live) == key_of(entry)
            assert _within(entry.get("spec"), live.get("spec")), entry["metadata"]["name"]


def _within(given: Any, live: Any) -> bool:
    """Tell whether everything that was given is there; quantities may be written otherwise."""
    if given is None:
        return True
    if isinstance(given, dict):
        return isinstance(live, dict) and all(
            _within(value, live.get(key)) for key, value in given.items()
        )
    if isinstance(given, list | tuple):
        return len(live or ()) == len(given) and all(
            _within(*pair) for pair in zip(given, live, strict=True)
        )
    return given == live or isinstance(given, str)


@pytest.mark.parametrize("name", PAIRS)
def test_the_server_refuses_each_pair_as_recorded(server: ApiServer, name: str) -> None:
    before, after, refused = (
        _named(PAIRS[name][0], name),
        _named(PAIRS[name][1], name),
        PAIRS[name][2],
    )
    assert _applied(server, [before]) == {}
    if before["kind"] == "PersistentVolumeClaim":
        server.bind(before)

    answer = _applied(server, [after])

    assert bool(answer) == refused, answer


def _named(entry: Manifest, name: str) -> Manifest:
    number = list(PAIRS).index(name)
    return {**entry, "metadata": {**entry["metadata"], "name": f"x{number}"}}


def _change(name: str) -> DayTwo:
    return next(change for change in DAY_TWO if change.name == name)


def _find(entries: Iterable[Manifest], kind: str, name: str) -> Manifest:
    return next(e for e in entries if (e["kind"], e["metadata"]["name"]) == (kind, name))


def test_an_autoscaler_scales_what_runs_to_one_unless_the_field_is_handed_over(
    server: ApiServer,
) -> None:
    change = _change("the autoscaler on")
    before = _placed(objects_of(change.before), 101)
    after = _placed(objects_of(change.after), 101)
    deployment = _find(after, "Deployment", "skillflaw-backend")
    if "replicas" in deployment["spec"]:
        pytest.skip("The bundle keeps the count itself.")
    assert _applied(server, before) == {}
    assert server.get(deployment)["spec"]["replicas"] == 3

    server.apply(deployment)

    assert server.get(deployment)["spec"]["replicas"] == 1


def test_the_field_that_is_handed_over_keeps_the_count(server: ApiServer) -> None:
    change = _change("the autoscaler on")
    before = _placed(objects_of(change.before), 102)
    after = _placed(objects_of(change.after), 102)
    deployment = _find(after, "Deployment", "skillflaw-backend")
    if "replicas" in deployment["spec"]:
        pytest.skip("The bundle keeps the count itself.")
    assert _applied(server, before) == {}
    (row,) = [row for row in object_changes(before, after) if row.name == "skillflaw-backend"][:1]
    (scaled,) = [effect for effect in row.consequences if effect.kind is Kind.SCALES]
    manifest = scaled.commands[0].split("'")[1]

    server.apply(_in_namespace(json.loads(manifest), deployment), "replicas-handover")
    server.apply(deployment)

    assert server.get(deployment)["spec"]["replicas"] == 3


def _in_namespace(entry: Manifest, other: Manifest) -> Manifest:
    namespace = other["metadata"]["namespace"]
    return {**entry, "metadata": {**entry["metadata"], "namespace": namespace}}


@pytest.mark.parametrize(
    ("name", "stateful_set"),
    [("a larger database", "postgres"), ("a larger volume for Redis", "cache")],
)
def test_a_volume_grows_as_the_prediction_says_to_do_instead(
    server: ApiServer, name: str, stateful_set: str
) -> None:
    change = _change(name)
    number = 103 + len(stateful_set)
    before = _placed(objects_of(change.before), number)
    after = _placed(objects_of(change.after), number)
    assert _applied(server, before) == {}
    old, new = (_find(entries, "StatefulSet", stateful_set) for entries in (before, after))
    claim = _claim_of(old)
    server.apply(claim)
    server.bind(claim)
    (refusal,) = refusals(old, new)
    patch = refusal.commands[0].partition("-p '")[2].rstrip("'")

    server.call("PATCH", server.path(claim), json.loads(patch), "application/merge-patch+json")
    server.orphan(old)
    server.apply(new)

    wanted = new["spec"]["volumeClaimTemplates"][0]["spec"]["resources"]["requests"]["storage"]
    assert server.get(claim)["spec"]["resources"]["requests"]["storage"] == wanted


def _claim_of(stateful_set: Manifest) -> Manifest:
    """Make the claim that the StatefulSet's controller would make."""
    template = stateful_set["spec"]["volumeClaimTemplates"][0]
    metadata = stateful_set["metadata"]
    name = f"{template['metadata']['name']}-{metadata['name']}-0"
    return {**template, "metadata": {"name": name, "namespace": metadata["namespace"]}}
