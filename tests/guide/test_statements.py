"""The guide in our own words."""

from __future__ import annotations

import pytest

from generators.guide import RULES
from generators.guide import SECTIONS
from generators.guide import STATEMENTS
from generators.guide import statement
from generators.guide.manual_tasks import MANUAL_CHECKS
from generators.guide.manual_tasks import MANUAL_TASKS
from generators.guide.manual_tasks import NOT_APPLICABLE
from generators.plan import choices


def test_there_are_52_statements_in_eleven_sections() -> None:
    assert len({entry.id for entry in STATEMENTS}) == len(STATEMENTS) == 52
    assert list(dict.fromkeys(entry.section for entry in STATEMENTS)) == list(SECTIONS)


def test_each_statement_is_a_sentence_with_a_link() -> None:
    for entry in STATEMENTS:
        assert entry.text.endswith(".")
        assert entry.link.startswith("https://docs.skillflaw.com/")


def test_each_statement_has_one_manual_task() -> None:
    known = {entry.id for entry in STATEMENTS}

    assert set(MANUAL_TASKS) == known
    assert MANUAL_CHECKS | set(NOT_APPLICABLE) <= known


def test_every_choice_cites_statements_that_exist() -> None:
    for choice in choices():
        for cited in choice.ask.guide:
            assert statement(cited).id == cited


def test_no_statement_is_an_orphan() -> None:
    cited = {id_ for rule in RULES for id_ in rule.guide}
    answered = {id_ for choice in choices() for id_ in choice.ask.guide}

    assert {entry.id for entry in STATEMENTS} <= cited | answered | MANUAL_CHECKS


def test_an_unknown_statement_is_an_error() -> None:
    with pytest.raises(KeyError):
        statement("state.nothing")
