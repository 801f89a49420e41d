"""Line breaks and characters that act unseen, in every choice that is a text.

Such a value is refused beside its field, or it reaches no file of the bundle as it is.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from unicodedata import category

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import generators
from generators.plan import Plan
from generators.plan import choices
from generators.plan import revised
from generators.plan import sparse
from generators.plan import with_changes
from generators.plan.reading import read_document
from generators.yaml.problem import Unreadable
from tests.plans import everything

pytestmark = pytest.mark.slow  # all of it together

TODAY = date(2026, 11, 23)
BREAKS = "\n\r\u2028\u2029\x00\x85\t\x0b\x1b"
UNSEEN = "\u202a\u202e\u2066\u2069\u200f\u200b\ufeff"
START = everything()
TEXTS = {
    choice.path: value or choice.ask.example or "ab"
    for choice in choices()
    if isinstance(value := choice.of(START), str) and choice.annotation is str
}
CHANGES = st.dictionaries(
    st.sampled_from(sorted(TEXTS)),
    st.text(alphabet=f"ab/:.{BREAKS}{UNSEEN}", min_size=1, max_size=12),
    min_size=1,
    max_size=4,
)


def taken(changes: dict[str, Any]) -> dict[str, Any]:
    """Give the changes that a plan takes; of each other one the refusal names the choice."""
    accepted = {}
    for path, value in changes.items():
        named = refusals(path, value)
        if not named:
            accepted[path] = value
        else:
            assert path in named
    return accepted


def refusals(path: str, value: str) -> list[str]:
    """Name the choices that a refusal of this value speaks of; none where a plan takes it."""
    try:
        read_document(with_changes(sparse(START), {path: value}))
    except Unreadable as refusal:
        return [problem.path for problem in refusal.problems]
    return []


def without_errors(changes: dict[str, Any]) -> Plan:
    """Make the plan of the changes that no rule calls an error."""
    plan = revised(START, changes)
    errors = {path for finding in generators.judge(plan, TODAY).errors for path in finding.paths}
    if not errors & changes.keys():
        return plan
    return without_errors({path: changes[path] for path in changes.keys() - errors})


def unseen_in(plan: Plan) -> set[tuple[str, str]]:
    """List the characters that act unseen in a plan's files, with the files."""
    return {
        (file.path, ascii(character))
        for file in generators.bundle(plan).files
        for character in set(file.text)
        if character not in "\n\t" and category(character) in ("Cc", "Cf", "Zl", "Zp")
    }


# Inside a text for each character; at its start and its end for one of each kind.
EDGES = ["\n", "\u2028", "\x00", "\u202e", "\ufeff"]
PLACED = [(character, 2) for character in (*BREAKS, *UNSEEN)]
PLACED += [(character, position) for character in EDGES for position in (0, 100)]


@pytest.mark.parametrize(("character", "position"), PLACED, ids=ascii)
def test_no_text_brings_such_a_character_into_a_file(character: str, position: int) -> None:
    values = {path: f"{v[:position]}{character}{v[position:]}" for path, v in TEXTS.items()}

    assert not unseen_in(without_errors(taken(values)))


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(CHANGES)
def test_any_mixture_of_them_is_refused_or_written_safely(changes: dict[str, str]) -> None:
    plan = without_errors(taken(changes))

    if not generators.judge(plan, TODAY).errors:
        assert not unseen_in(plan)


@pytest.mark.parametrize("name", ["efs.csi.aws.com", "kubernetes.io/aws-ebs", "EFS", " a.b "])
def test_the_name_of_a_storage_driver_is_taken(name: str) -> None:
    assert revised(START, {"storage.provisioner": name}).storage.provisioner == name.strip()


@pytest.mark.parametrize("name", ["a b", "a/b/c", "-a", "/a", "a/", "A.io/b", "x" * 64, "a\nb"])
def test_what_names_no_storage_driver_is_refused(name: str) -> None:
    with pytest.raises(Unreadable, match="not the name of a storage driver"):
        read_document(with_changes(sparse(START), {"storage.provisioner": name}))
