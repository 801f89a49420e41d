"""Errors of the API as problem details (RFC 9457): what happened, and what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import RequestDataTooBig
from django.core.exceptions import ValidationError
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError
from ninja.errors import Throttled
from ninja.errors import ValidationError as InvalidParameters

import generators
from configurator.access import NoAccess
from configurator.config import request_id
from configurator.plans.explanations import PATIENCE
from configurator.plans.explanations import Busy
from configurator.plans.explanations import TooLong
from configurator.services import environments
from configurator.services import reviews
from configurator.services import teams
from configurator.services.draft_limits import DraftRefused

PREFIX = "/api/"
# Below it only programs ask; the pages about it are beside it.
ENDPOINTS = "/api/v1/"
CONTENT_TYPE = "application/problem+json"
FROM_GROUP = (
    "The role follows a group of single sign-on. Remove the member and add them again, or change "
    "the group at the provider."
)
LAST_OWNER = "This member is the only owner of the team. Make another member an owner first."
STILL_OWNS = (
    "The team still owns configurations: “current” ones, and “deleted” ones that can be restored. "
    "Move or delete the former; the latter are gone 30 days after they were deleted."
)
# Of one response: a body may have thousands of invalid members.
MOST_PARAMETERS = 100
CUT_OFF = "The body ended early. Send the whole body."
DETAILS = {
    HTTPStatus.BAD_REQUEST: "The request is invalid: its body is not JSON. See /api/.",
    HTTPStatus.UNAUTHORIZED: "The token is missing, unknown, revoked or expired. Send a valid one "
    "as “Authorization: Bearer skfc_…”. Create one at /account/tokens/.",
    HTTPStatus.NOT_FOUND: "Not found, or you have no access. /api/ lists the URLs, "
    "/api/v1/configurations the configurations that you have access to.",
    HTTPStatus.METHOD_NOT_ALLOWED: "Method not allowed. The header Allow lists the allowed ones.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is too large: a plan may have 1 MiB, the "
    "archive of a bundle 5 MiB, any other body 2.5 MiB. Send a smaller one.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The database is not reachable. Nothing was saved. Try again "
    "after the seconds in Retry-After.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Server error. Nothing was saved. Try again. If it fails "
    "again, contact the administrator of this configurator.",
}

Respond = Callable[[HttpRequest], HttpResponse]


class Problem(Exception):
    """An error with its status, its detail and further members of the problem."""

    def __init__(self, status: int, detail: str = "", **members: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.members = members


def problem_response(status: int, detail: str = "", **members: Any) -> HttpResponse:
    """Return the response that describes a problem."""
    known = HTTPStatus(status)
    content = {
        "type": "about:blank",
        "title": known.phrase,
        "status": known.value,
        "detail": detail or DETAILS.get(known, known.description),
    }
    return HttpResponse(json.dumps(content | members), content_type=CONTENT_TYPE, status=known)


def problem_middleware(respond: Respond) -> Respond:
    """Replace the error pages of Django below the API with problems.

    A browser that asked for a page about the API keeps its error page.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        failed = response.status_code >= HTTPStatus.BAD_REQUEST
        if not failed or not request.path_info.startswith(PREFIX) or _is_for_a_browser(request):
            return response
        if response.headers.get("Content-Type") == CONTENT_TYPE:
            return response
        problem = problem_response(response.status_code)
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            problem = problem_response(response.status_code, request_id=request_id.current())
        for name in ("Allow", "Retry-After"):
            if name in response.headers:
                problem.headers[name] = response.headers[name]
        return problem

    return middleware


def _is_for_a_browser(request: HttpRequest) -> bool:
    """Tell whether somebody looks for a page about the API; what takes anything is a program."""
    if request.path_info.startswith(ENDPOINTS):
        return False
    return request.get_preferred_type([CONTENT_TYPE, "text/html"]) == "text/html"


def register(api: NinjaAPI) -> None:
    """Make the API answer every kind of error with a problem."""
    for kind, respond in {
        AuthenticationError: _unauthorized,
        Http404: lambda _, __: problem_response(404),
        PermissionDenied: lambda _, error: problem_response(403, str(error)),
        Throttled: _throttled,
        InvalidParameters: _invalid_parameters,
        ValidationError: lambda _, error: problem_response(422, " ".join(error.messages)),
        Busy: _busy,
        TooLong: lambda _, error: problem_response(422, str(error)),
        Problem: lambda _, error: problem_response(error.status, error.detail, **error.members),
        DraftRefused: lambda _, error: problem_response(422, str(error)),
        generators.Unreadable: _unreadable,
        NoAccess: lambda _, __: problem_response(404),
        RequestDataTooBig: lambda _, __: problem_response(413),
        UnreadablePostError: lambda _, __: problem_response(400, CUT_OFF),
        environments.Refused: _refused,
        reviews.Refused: _refused,
        teams.FromGroup: lambda _, __: problem_response(409, FROM_GROUP),
        teams.LastOwner: lambda _, __: problem_response(409, LAST_OWNER),
        teams.StillOwns: _still_owns,
    }.items():
        api.add_exception_handler(kind, respond)


def _refused(_: HttpRequest, error: Any) -> HttpResponse:
    return problem_response(409, str(error))


def _still_owns(_: HttpRequest, error: Any) -> HttpResponse:
    return problem_response(409, STILL_OWNS, current=error.current, deleted=error.deleted)


def _unauthorized(_: HttpRequest, __: Any) -> HttpResponse:
    problem = problem_response(401)
    problem.headers["WWW-Authenticate"] = 'Bearer realm="SkillFlaw configurator"'
    return problem


def _throttled(_: HttpRequest, error: Any) -> HttpResponse:
    wait = max(1, int(error.wait or 60))
    problem = problem_response(429, f"Rate limit exceeded. Wait {wait} seconds, then try again.")
    problem.headers["Retry-After"] = str(wait)
    return problem


def _busy(_: HttpRequest, __: Any) -> HttpResponse:
    problem = problem_response(503, "Other lines are being explained. Try again in a few seconds.")
    problem.headers["Retry-After"] = str(PATIENCE)
    return problem


def _invalid_parameters(_: HttpRequest, error: Any) -> HttpResponse:
    parameters = [
        {"in": str(row["loc"][0]), "name": str(row["loc"][-1]), "message": row["msg"]}
        for row in error.errors[:MOST_PARAMETERS]
    ]
    return problem_response(
        422, "Invalid parameters. “parameters” lists them.", parameters=parameters
    )


def _unreadable(_: HttpRequest, error: Any) -> HttpResponse:
    problems = json.loads(generators.unreadable_as_json(error.problems))["problems"]
    detail = "The body is not a valid plan. “problems” lists the errors and where they are."
    return problem_response(422, detail, problems=problems)
