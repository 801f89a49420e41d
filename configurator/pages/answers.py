"""The page *Your answers*: its questions, what is left of them, and the result."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import token_hex
from typing import Any

from configurator.models import Configuration
from configurator.pages.draft_review import draft_review
from configurator.wizard import answers
from configurator.wizard import progress
from configurator.wizard.answers import PAGE
from configurator.wizard.environments import query_of
from configurator.wizard.environments import tabs
from configurator.wizard.form import StepForm
from configurator.wizard.questions import Question
from configurator.wizard.save import SavedStep
from configurator.wizard.submission import Submission


def answers_page(
    draft: Configuration,
    environment: str,
    saved: SavedStep | None = None,
    submission: Submission | None = None,
) -> dict[str, Any]:
    """Show the page as it is stored, and what was just sent where that is still to be decided."""
    on_page = [choice.path for choice in submission.asked] if submission else []
    conflicts, theirs = (saved.conflicts, saved.theirs) if saved else ({}, {})
    choices = answers.asked(draft, environment, on_page)
    plan = draft.plan_of(environment)
    form = StepForm.stored(plan, choices, draft.unfinished_in(environment), conflicts)
    questions = answers.questions(draft, form, theirs, environment)
    return {
        "draft": draft,
        "step": PAGE,
        "current_tab": "answers",
        "environment": environment,
        "saved": saved is not None,
        "query": query_of(environment),
        "questions": questions,
        "left": answers.left(questions),
        "conflicts": [question for question in questions if question.conflict],
        "updated": [question for question in questions if question.updated],
        "result": progress.result(draft),
        "summary": progress.summary(draft),
        "stages": progress.stages(draft, environment),
        "draft_review": draft_review(draft),
    }


def whole_page(
    draft: Configuration, environment: str, context: Mapping[str, Any]
) -> dict[str, Any]:
    """Add what a whole page shows beside what is refreshed: its tabs, and its cards."""
    return {
        **context,
        "tabs": tabs(draft, PAGE, environment),
        "parts": answers.parts(draft, context["questions"]),
        "page": token_hex(8),
    }


def opened_or_closed(
    questions: tuple[Question, ...], collapsed: frozenset[str], changed: frozenset[str]
) -> frozenset[str]:
    """List the questions that were closed on the page and are open now, or the reverse.

    One that somebody just ``changed`` stays as it is, since it has the focus.
    """
    return frozenset(
        question.choice.path
        for question in questions
        if question.bound
        and question.collapsed != (question.choice.path in collapsed)
        and question.choice.path not in changed
    )
