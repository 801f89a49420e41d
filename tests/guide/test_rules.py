"""What holds for the whole set of rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generators import guide
from generators.guide import RULES
from generators.guide import Rule
from generators.guide import Severity
from generators.guide import statement
from generators.plan import PRESETS
from generators.plan import Preset
from generators.plan import choice_at
from generators.plan import recommended
from tests.guide.conftest import TODAY
from tests.guide.conftest import changed

FOLDER = Path(guide.__file__).parent / "rules"

# Where the smallest bad example is also wrong in another way, or admits something.
OVERLAPS = {
    "database-backup-in-same-cluster": {"database-standby-missing"},
    "database-standby-missing": {"database-backup-in-same-cluster"},
    "database-high-availability-without-standby": {"database-backup-in-same-cluster"},
    "redis-maxmemory-above-container-limit": {"redis-standby-missing"},
    "redis-maxmemory-near-container-limit": {"redis-standby-missing"},
    "redis-maxmemory-missing": {"redis-standby-missing"},
    "redis-volume-too-small": {"redis-standby-missing"},
    "data-store-open-to-every-pod": {"redis-standby-missing"},
    "redis-missing": {"backend-single-replica"},
    "workload-identity-egress-blocked": {"flow-egress-blocked"},
    "backend-ipv6-unsupported": {"network-address-family-mismatch"},
    # The preset migrates in a Job, which needs sidecars too.
    "mesh-sidecar-unsupported": {"migration-job-unsupported"},
    "data-store-address-outside-cidrs": {"database-server-unverified"},
}

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)


def test_there_are_many_rules_and_none_is_forgotten() -> None:
    files = {file.stem for file in FOLDER.rglob("*.py") if file.stem != "__init__"}

    assert {rule.slug.replace("-", "_") for rule in RULES} == files
    assert len(RULES) == len(files) >= 80


def test_the_recommended_plan_hears_nothing() -> None:
    assert guide.findings(recommended(), TODAY) == ()


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.slug)
def test_a_filled_preset_hears_what_its_card_admits(preset: Preset) -> None:
    findings = guide.findings(preset.filled(), TODAY)

    assert {f.rule.slug for f in findings if f.severity is not Severity.INFO} == set(preset.price)


@each_rule
def test_a_rule_finds_its_own_bad_example_and_no_other_does(rule: Rule) -> None:
    findings = guide.findings(changed(rule.bad), TODAY)

    assert [finding.rule.slug for finding in findings].count(rule.slug) == 1
    assert {finding.rule.slug for finding in findings} - {rule.slug} == OVERLAPS.get(
        rule.slug, set()
    )


@each_rule
def test_the_bad_example_shows_the_rules_severity_at_its_choices(rule: Rule) -> None:
    (finding,) = rule.findings(changed(rule.bad), TODAY)

    assert finding.severity is rule.severity
    assert finding.paths[0] in rule.about


@each_rule
def test_a_rule_speaks_in_sentences(rule: Rule) -> None:
    for words in (rule.why, rule.fix, rule.because):
        assert re.fullmatch(r"\S.*[^.]\.", words), words
        assert "  " not in words
    assert rule.title
    assert not rule.title.endswith(".")


@each_rule
def test_every_message_and_fix_is_a_sentence(rule: Rule) -> None:
    for finding in rule.findings(changed(rule.bad), TODAY):
        assert re.fullmatch(r"\S.*[.?]", finding.message), finding.message
        assert re.fullmatch(r"[A-Z].*\.", finding.fix), finding.fix


@each_rule
def test_a_rule_rests_on_the_guide_or_on_a_public_source(rule: Rule) -> None:
    for cited in rule.guide:
        assert statement(cited).text
    assert rule.guide or rule.reference.startswith("https://")


@each_rule
def test_a_rule_is_about_choices_that_exist(rule: Rule) -> None:
    (finding,) = rule.findings(changed(rule.bad), TODAY)

    for path in {*rule.about, *finding.paths} - {"waivers"}:
        assert choice_at(path).label


@each_rule
def test_a_fix_mends_its_finding_and_raises_no_other(rule: Rule) -> None:
    (finding,) = rule.findings(changed(rule.bad), TODAY)
    if not finding.change:
        return

    mended = guide.findings(changed({**rule.bad, **finding.change}), TODAY)

    grave = {finding.rule.slug for finding in mended if finding.severity is not Severity.INFO}
    assert rule.slug not in {finding.rule.slug for finding in mended}
    assert grave <= OVERLAPS.get(rule.slug, set())


def test_errors_come_first_and_then_the_order_of_the_choices() -> None:
    plan = changed({"operations.alerts": "none", "redis.db": 99, "database.host": "localhost"})

    slugs = [finding.rule.slug for finding in guide.findings(plan, TODAY)]

    assert slugs == ["database-host-pod-local", "redis-database-number-invalid", "alerts-disabled"]
