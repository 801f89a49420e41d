"""What the views of questions share: the open tab, the size of a form, what others changed."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.http import HttpRequest

from configurator.models import Configuration
from configurator.plans.environments import SHARED
from configurator.wizard.save import SavedStep


def environment_of(request: HttpRequest, draft: Configuration) -> str:
    """Name the environment whose tab is open, empty for the shared one; 404 where it is gone."""
    sent = request.POST if request.method == "POST" else request.GET
    name = sent.get("environment") or SHARED
    if name and name not in draft.environments:
        raise Http404(name)
    return name


def too_large(request: HttpRequest) -> bool:
    """Tell whether a request is larger than any page of the wizard: every value is scanned."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > settings.LARGEST_STEP


def report_updates(request: HttpRequest, saved: SavedStep) -> None:
    """Show a message for each person who changed choices of this page meanwhile."""
    titles = {path: field.choice.title for path, field in saved.form.choice_fields()}
    for author in dict.fromkeys(theirs.author for theirs in saved.theirs.values()):
        paths = [path for path, theirs in saved.theirs.items() if theirs.author == author]
        changed = ", ".join(titles[path] for path in paths)
        messages.info(request, f"{author} changed {changed}. The draft has the new values.")
