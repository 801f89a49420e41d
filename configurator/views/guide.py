"""The pages of the rules and the guide, rendered from the rules that check the plans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import generators
from configurator.pages.rule_catalogue import bad_example
from configurator.pages.rule_catalogue import good_example
from configurator.pages.rule_catalogue import matching_rules
from configurator.plans.steps import STEPS


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """List the rules; a search keeps those that say every word of it."""
    search = {name: request.GET.get(name, "") for name in ("q", "severity", "topic")}
    context = {
        **search,
        "rules": matching_rules(search["q"], search["severity"], search["topic"]),
        "all": len(generators.RULES),
        "severities": [severity.value for severity in generators.Severity],
        "steps": STEPS[1:],
    }
    return render(request, "guide/rules.html", context)


@require_safe
def rule(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one rule: what it finds, why it matters, a bad and a good example."""
    rule = next((rule for rule in generators.RULES if rule.slug == slug), None)
    if rule is None:
        raise Http404(slug)
    context = {
        "rule": rule,
        "bad": bad_example(rule),
        "good": good_example(rule),
        "statements": [generators.statement(statement) for statement in rule.guide],
    }
    return render(request, "guide/rule.html", context)


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Show the statements of the guide, each with the rules and the choices that answer it."""
    return render(request, "guide/guide.html", {"sections": list(_sections())})


def _sections() -> Iterator[dict[str, Any]]:
    for section in dict.fromkeys(statement.section for statement in generators.STATEMENTS):
        statements = [
            statement for statement in generators.STATEMENTS if statement.section == section
        ]
        yield {"title": section, "statements": [_answered(statement) for statement in statements]}


def _answered(statement: generators.Statement) -> dict[str, Any]:
    return {
        "statement": statement,
        "rules": [rule for rule in generators.RULES if statement.id in rule.guide],
        "choices": [choice for choice in generators.choices() if statement.id in choice.ask.guide],
    }
