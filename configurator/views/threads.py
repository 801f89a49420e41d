"""What people do with threads: begin, answer, resolve, reopen; mend a comment or take it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST

from configurator import access
from configurator.access import Right
from configurator.models import Comment
from configurator.services import threads
from configurator.talk.discussion import Discussion
from configurator.talk.forms import CommentForm
from configurator.talk.spots import About
from configurator.talk.spots import Spot
from configurator.talk.spots import spot_at
from configurator.views.conversation import page

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def spot(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Show one thing of a revision with the threads about it, and begin another."""
    here = access.to(request, key, _right(request))
    discussion = Discussion(here, here.revision(number))
    found = spot_at(discussion.ground, request.GET.dict())
    if found is None:
        raise Http404(number)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if _sent(request, form):
        said = threads.begin(here, discussion.revision, found, form.text, form.sent_as)
        return _to(said, _home(key, number, found))
    context = {**page(here, discussion), "spot": found, "talks": discussion.at(found)}
    return render(request, "talk/spot.html", context | _form(request, form))


@either
def thread(request: HttpRequest, key: UUID, number: int, thread: int) -> HttpResponse:
    """Show one thread, and answer in it; the second button resolves or reopens it as well."""
    here = access.to(request, key, _right(request))
    discussion = Discussion(here, here.revision(number))
    talk = discussion.talk(here.thread(thread))
    form = CommentForm(request.POST if request.method == "POST" else None, of=str(thread))
    if _sent(request, form):
        said = threads.reply(here, talk.thread, form.text, form.sent_as)
        if "turn" in request.POST:
            threads.turn(here, talk.thread, resolved=request.POST["turn"] == "resolve")
        return _to(said, _back(request, key, number))
    context = {**page(here, discussion), "talk": talk} | _form(request, form)
    return render(request, "talk/one.html", context)


@require_POST
def turn(request: HttpRequest, key: UUID, number: int, thread: int) -> HttpResponse:
    """Resolve a thread, or open it again."""
    here = access.to(request, key, Right.REVIEW)
    found = here.thread(thread)
    resolved = request.POST.get("turn") == "resolve"
    if threads.turn(here, found, resolved=resolved):
        messages.success(request, "Thread resolved." if resolved else "Thread reopened.")
    return redirect(f"{_back(request, key, number)}#thread-{thread}")


@either
def edit(request: HttpRequest, key: UUID, number: int, comment: int) -> HttpResponse:
    """Change the words of a comment of one's own."""
    here = access.to(request, key, Right.REVIEW)
    said = here.own_comment(comment)
    initial = {"body": said.body}
    form = CommentForm(request.POST if request.method == "POST" else None, initial=initial)
    if _sent(request, form):
        threads.edit(here, said, form.text)
        return _to(said, _back(request, key, number))
    leave = {"comment": said, "cancel": _back(request, key, number)}
    context = {**page(here, Discussion(here, here.revision(number))), **leave}
    return render(request, "talk/edit.html", context | _form(request, form))


@either
def delete(request: HttpRequest, key: UUID, number: int, comment: int) -> HttpResponse:
    """Ask first, then take the words of a comment of one's own back."""
    here = access.to(request, key, Right.REVIEW)
    said = here.own_comment(comment)
    if request.method == "POST":
        threads.delete(here, said)
        messages.success(request, "Comment deleted.")
        return _to(said, _back(request, key, number))
    context = {**page(here, Discussion(here, here.revision(number))), "comment": said}
    return render(request, "talk/delete.html", context | {"back": _back(request, key, number)})


def _right(request: HttpRequest) -> Right:
    return Right.REVIEW if request.method == "POST" else Right.READ


def _sent(request: HttpRequest, form: CommentForm) -> bool:
    """Tell whether the words are to be kept, and not only to be looked at."""
    return form.is_bound and form.is_valid() and "preview" not in request.POST


def _form(request: HttpRequest, form: CommentForm) -> dict[str, Any]:
    looked_at = form.is_bound and form.is_valid()
    return {
        "form": form,
        "preview": form.text if looked_at else "",
        "back": request.POST.get("back") or request.GET.get("back", ""),
    }


def _to(said: Comment, address: str) -> HttpResponse:
    return redirect(f"{address}#comment-{said.pk}")


def _home(key: UUID, number: int, found: Spot) -> str:
    """Give the page on which a thread stands right at what it is about."""
    match found.about:
        case About.LINE:
            return reverse("revision-file", args=[key, number, found.place])
        case About.CHOICE:
            return reverse("choices", args=[key, number])
        case About.FINDING:
            return f"{reverse('spot', args=[key, number])}?{found.query}"
    return reverse("conversation", args=[key, number])


def _back(request: HttpRequest, key: UUID, number: int) -> str:
    """Give the page of this revision from which somebody came; the conversation, if none."""
    wanted = request.POST.get("back") or request.GET.get("back", "")
    top = reverse("revision", args=[key, number])
    return (
        wanted.partition("#")[0]
        if wanted.startswith(top)
        else reverse("conversation", args=[key, number])
    )
