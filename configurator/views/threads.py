"""What people do with threads: begin one, answer, resolve, reopen."""

from __future__ import annotations

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
from configurator.comments.discussion import Discussion
from configurator.comments.subject import About
from configurator.comments.subject import Spot
from configurator.comments.subject import spot_at
from configurator.services import threads
from configurator.views.comment_form import at_comment
from configurator.views.comment_form import back
from configurator.views.comment_form import received
from configurator.views.comment_form import shown
from configurator.views.comment_form import to_keep
from configurator.views.discussion import page


@require_http_methods(["GET", "HEAD", "POST"])
def spot(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Show one thing of a revision with the threads about it, and begin another."""
    here = access.to(request, key, _right(request))
    discussion = Discussion(here, here.revision(number))
    found = spot_at(discussion.ground, request.GET.dict())
    if found is None:
        raise Http404(number)
    form = received(request)
    if to_keep(request, form):
        said = threads.begin(here, discussion.revision, found, form.text, form.sent_as)
        return at_comment(said, _home(key, number, found))
    context = {**page(here, discussion), "spot": found, "talks": discussion.at(found)}
    return render(request, "comments/new_thread_page.html", context | shown(request, form))


@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, key: UUID, number: int, thread: int) -> HttpResponse:
    """Show one thread, and answer in it; the second button resolves or reopens it as well."""
    here = access.to(request, key, _right(request))
    discussion = Discussion(here, here.revision(number))
    talk = discussion.talk(here.thread(thread))
    form = received(request, of=str(thread))
    if to_keep(request, form):
        said = threads.reply(here, talk.thread, form.text, form.sent_as)
        if "turn" in request.POST:
            threads.turn(here, talk.thread, resolved=request.POST["turn"] == "resolve")
        return at_comment(said, back(request, key, number))
    context = {**page(here, discussion), "talk": talk} | shown(request, form)
    return render(request, "comments/thread_page.html", context)


@require_POST
def turn(request: HttpRequest, key: UUID, number: int, thread: int) -> HttpResponse:
    """Resolve a thread, or open it again."""
    here = access.to(request, key, Right.REVIEW)
    found = here.thread(thread)
    resolved = request.POST.get("turn") == "resolve"
    if threads.turn(here, found, resolved=resolved):
        messages.success(request, "Thread resolved." if resolved else "Thread reopened.")
    return redirect(f"{back(request, key, number)}#thread-{thread}")


def _right(request: HttpRequest) -> Right:
    return Right.REVIEW if request.method == "POST" else Right.READ


def _home(key: UUID, number: int, found: Spot) -> str:
    """Give the page on which a thread stands right at what it is about."""
    match found.about:
        case About.LINE:
            return reverse("revision-file", args=[key, number, found.place])
        case About.CHOICE:
            return reverse("choices", args=[key, number])
        case About.FINDING:
            return f"{reverse('thread-new', args=[key, number])}?{found.query}"
    return reverse("discussion", args=[key, number])
