"""The forms of a review."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from configurator.access import Access
from configurator.access import Right
from configurator.forms.free_text import Words
from configurator.forms.typed_field import field_in
from configurator.models import Revision
from configurator.models import User
from configurator.reviews.state import Verdict
from configurator.reviews.state import refusal

MEANINGS = {
    Verdict.APPROVE: "Approve: this bundle may be deployed",
    Verdict.REQUEST_CHANGES: "Request changes: this bundle should not be deployed",
    Verdict.COMMENT: "Comment: no verdict yet",
}
UNSAID = "Say what should change, so that the author can act on it."
USUAL_DAYS = 90
MOST_DAYS = 366
EMPTY = "Write something, or choose another verdict."


class ReviewForm(forms.Form):
    """A verdict with words, and the digest of the bundle that the page shows."""

    verdict = forms.ChoiceField(label="Verdict", widget=forms.RadioSelect)
    body = Words(
        label="What you say",
        required=False,
        max_length=10_000,
        help_text="Markdown works here.",
    )
    digest = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, revision: Revision, person: User, sent: Any = None) -> None:
        super().__init__(sent, initial={"digest": revision.digest}, auto_id="review_%s")
        self.obstacles = {each: refusal(revision, person, each) for each in MEANINGS}
        offered = [(each.value, MEANINGS[each]) for each, why in self.obstacles.items() if not why]
        verdicts = field_in(self, "verdict", forms.ChoiceField)
        verdicts.choices = offered
        if len(offered) == 1:
            self.initial["verdict"] = offered[0][0]
        if self.reasons:
            verdicts.error_messages["invalid_choice"] = self.reasons[0]

    @property
    def reasons(self) -> list[str]:
        """Say, each once, why a verdict is not offered."""
        return list(dict.fromkeys(filter(None, self.obstacles.values())))

    def clean(self) -> dict[str, Any]:
        """Ask for words where the verdict is worth nothing without them."""
        cleaned: dict[str, Any] = self.cleaned_data
        verdict = cleaned.get("verdict")
        if verdict != Verdict.APPROVE and verdict and cleaned.get("body") == "":
            self.add_error("body", UNSAID if verdict == Verdict.REQUEST_CHANGES else EMPTY)
        return cleaned


def review_form(here: Access, revision: Revision, sent: Any = None) -> ReviewForm | None:
    """Give the form to a visitor who may say something of a revision, or who tried to."""
    if here.person is None or not here.may(Right.REVIEW):
        return None
    form = ReviewForm(revision, here.person, sent)
    return form if form.is_bound or not all(form.obstacles.values()) else None


class WaiverForm(forms.Form):
    """Why a warning is accepted, who answers for that, and until when."""

    reason = Words(
        label="Reason",
        max_length=1000,
        help_text="Why this is right for you. It stands in the plan and in RATIONALE.md.",
        error_messages={"required": "Say why you accept this warning."},
    )
    owner = Words(
        rows=1,
        label="Owner",
        max_length=200,
        help_text="The person or team who answers for it.",
        error_messages={"required": "Name the person or team who answers for it."},
    )
    expires = forms.DateField(
        label="Expires",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text="Its last day, at most a year from today. After it the warning is back.",
        error_messages={"required": "Choose its last day."},
    )

    def __init__(self, sent: Any = None) -> None:
        usual = timezone.localdate() + timedelta(days=USUAL_DAYS)
        super().__init__(sent, initial={"expires": usual}, auto_id="waiver_%s")

    def clean_expires(self) -> date:
        """Take no day that has passed, and none that is further away than a year."""
        day: date = self.cleaned_data["expires"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError("That day has passed. Choose today or a later day.")
        if day > today + timedelta(days=MOST_DAYS):
            raise forms.ValidationError("A waiver lasts a year at most. Choose an earlier day.")
        return day
