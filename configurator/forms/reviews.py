"""The forms of a review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from configurator.access import Access
from configurator.access import Right
from configurator.forms.free_text import FreeTextField
from configurator.forms.typed_field import field_in
from configurator.models import Revision
from configurator.models import User
from configurator.queries.approval_concerns import Concern
from configurator.queries.approval_concerns import approval_concerns
from configurator.reviews.environments import EnvironmentReview
from configurator.reviews.refusals import review_refusal
from configurator.reviews.state import Decision
from configurator.reviews.state import review_state
from configurator.reviews.waivers import EVERYWHERE

LABELS = {
    Decision.APPROVE: "Approve: this bundle may be deployed",
    Decision.REQUEST_CHANGES: "Request changes: this bundle must not be deployed",
    Decision.COMMENT: "Comment: no decision yet",
}
COMMENT_MISSING = {
    Decision.REQUEST_CHANGES: "Comment missing. Write what the author should change.",
    Decision.COMMENT: "Comment missing. Write a comment, or choose another decision.",
}
ENVIRONMENT_MISSING = "Environment missing. Choose those that the decision is for."
CONFIRMATION_MISSING = "Not approved yet. Read what is open above, then confirm or comment."
DEFAULT_DAYS = 90
MAX_DAYS = 366


def environment_label(review: EnvironmentReview) -> str:
    """Write an environment with the approvals that it has and needs."""
    return f"{review.environment}: {review.status}"


class ReviewForm(forms.Form):
    """A decision with a comment, and the digest of the bundle that the page shows."""

    decision = forms.ChoiceField(label="Decision", widget=forms.RadioSelect)
    body = FreeTextField(
        label="Comment",
        required=False,
        max_length=10_000,
        help_text="Markdown is supported.",
    )
    environments = forms.MultipleChoiceField(
        label="Environments",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The decision is for these. A comment is for the whole revision.",
    )
    confirmed = forms.BooleanField(required=False, label="Approve all the same")
    digest = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(
        self,
        revision: Revision,
        person: User,
        sent: Any = None,
        *,
        pending: int = 0,
        concerns: Sequence[Concern] = (),
    ) -> None:
        """Make the form; ``pending`` counts the comments that are submitted with the review.

        An approval has to be confirmed where there are ``concerns``.
        """
        super().__init__(sent, initial={"digest": revision.digest}, auto_id="review_%s")
        self.revision, self.person, self.pending = revision, person, pending
        self.concerns = concerns
        if not concerns:
            del self.fields["confirmed"]
        self._offer_environments()
        self.refusals = {
            decision: review_refusal(revision, person, decision, self._open) for decision in LABELS
        }
        offered = [
            (decision.value, LABELS[decision])
            for decision, refusal in self.refusals.items()
            if not refusal
        ]
        field = field_in(self, "decision", forms.ChoiceField)
        field.choices = offered
        if len(offered) == 1:
            self.initial["decision"] = offered[0][0]
        if self.reasons:
            field.error_messages["invalid_choice"] = self.reasons[0]

    @property
    def reasons(self) -> list[str]:
        """List why decisions are not offered, each reason once."""
        return list(dict.fromkeys(filter(None, self.refusals.values())))

    def _offer_environments(self) -> None:
        """Offer the environments, and choose those that still need this person's approval."""
        if not self.revision.environments:
            del self.fields["environments"]
            self._open: list[str] = []
            return
        reviews = review_state(self.revision).environments
        field = field_in(self, "environments", forms.MultipleChoiceField)
        field.choices = [(review.environment, environment_label(review)) for review in reviews]
        self._open = [
            review.environment
            for review in reviews
            if not review.settled
            and not review_refusal(
                self.revision, self.person, Decision.APPROVE, [review.environment]
            )
            and self.person.pk not in {approval.reviewer_id for approval in review.approvals}
        ]
        self.initial["environments"] = self._open

    def clean(self) -> dict[str, Any]:
        """Require a comment with every decision but an approval, and what the decision is for.

        The comments of a pending review are enough.
        """
        cleaned: dict[str, Any] = self.cleaned_data
        decision = cleaned.get("decision")
        decides = decision in (Decision.APPROVE, Decision.REQUEST_CHANGES)
        if decides and cleaned.get("environments") == []:
            self.add_error("environments", ENVIRONMENT_MISSING)
        if decision == Decision.APPROVE and cleaned.get("confirmed") is False:
            self.add_error("confirmed", CONFIRMATION_MISSING)
        if not self.pending and decision in COMMENT_MISSING and cleaned.get("body") == "":
            self.add_error("body", COMMENT_MISSING[Decision(decision)])
        return cleaned


def review_form(access: Access, revision: Revision, sent: Any = None) -> ReviewForm | None:
    """Return the form for a visitor who may submit a review, or who sent one."""
    if access.person is None or not access.may(Right.REVIEW):
        return None
    pending = access.pending_comments.count()
    concerns = approval_concerns(access, revision) if revision.digest else ()
    form = ReviewForm(revision, access.person, sent, pending=pending, concerns=concerns)
    return form if form.is_bound or not all(form.refusals.values()) else None


class WaiverForm(forms.Form):
    """Why a warning is accepted, who owns that decision, and until when."""

    reason = FreeTextField(
        label="Reason",
        max_length=1000,
        help_text="Why the warning is acceptable. It is written to plan.yaml and RATIONALE.md.",
        error_messages={"required": "Reason missing. Write why the warning is acceptable."},
    )
    owner = FreeTextField(
        rows=1,
        label="Owner",
        max_length=200,
        help_text="The person or team that is responsible for the waiver.",
        error_messages={"required": "Owner missing. Name the person or team that is responsible."},
    )
    expires = forms.DateField(
        label="Expires",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text="The last day, at most a year from today. After it the warning returns.",
        error_messages={"required": "Date missing. Choose the last day of the waiver."},
    )

    environment = forms.ChoiceField(
        label="Environment",
        required=False,
        widget=forms.RadioSelect,
        help_text="Where the warning is acceptable.",
        error_messages={"invalid_choice": "The warning cannot be waived there. Choose another."},
    )

    def __init__(self, environments: Sequence[str], sent: Any = None) -> None:
        """Offer the ``environments`` that a waiver can be for; an empty name stands for all."""
        default = timezone.localdate() + timedelta(days=DEFAULT_DAYS)
        super().__init__(sent, initial={"expires": default}, auto_id="waiver_%s")
        if set(environments) <= {EVERYWHERE}:
            del self.fields["environment"]
            return
        field = field_in(self, "environment", forms.ChoiceField)
        field.choices = [(name, name or "Every environment") for name in environments]
        field.required = EVERYWHERE not in environments

    def clean_expires(self) -> date:
        """Refuse a day in the past, and a day more than a year away."""
        day: date = self.cleaned_data["expires"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError("This day is in the past. Choose today or a later day.")
        if day > today + timedelta(days=MAX_DAYS):
            raise forms.ValidationError("A waiver can last a year at most. Choose an earlier day.")
        return day
