"""What autosave refreshes on a page of questions: some of the questions, and the findings."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable

from configurator.wizard.questions import Question
from configurator.wizard.submission import Submission


def refreshed(
    step_questions: Iterable[Question], submission: Submission, derived: Collection[str] = ()
) -> dict[str, list[Question]]:
    """List the questions to send again, whole or only with their notes.

    ``changed`` are those that appear, disappear or show a value that nobody typed. Of the others,
    which stay in place and keep the focus, ``unchanged`` are those with other notes or a saved
    value.
    """
    on_page = {choice.path for choice in submission.asked}
    present = [
        question for question in step_questions if question.bound or question.choice.path in on_page
    ]
    unchanged = [
        question
        for question in present
        if question.choice.path not in derived and _stays(question, on_page, submission.updated)
    ]
    staying = {question.choice.path for question in unchanged}
    return {
        "changed": [question for question in present if question.choice.path not in staying],
        "unchanged": [question for question in unchanged if not _silent(question, submission)],
    }


def _silent(question: Question, submission: Submission) -> bool:
    """Tell whether the page already has the current notes and value of a question."""
    path = question.choice.path
    noted = submission.noted.get(path, "")
    return noted == question.notes and submission.base.get(path) == question.base


def _stays(question: Question, on_page: Collection[str], updated: Collection[str]) -> bool:
    path = question.choice.path
    return bool(question.bound) and path in on_page and (not question.updated or path in updated)
