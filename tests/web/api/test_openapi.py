"""The description of the API: valid, with an example of each body, and pages made of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

import generators
from configurator.api.examples import example_of
from configurator.api.openapi import TAGS
from configurator.api.openapi import operations
from configurator.api.reference import features
from configurator.api.site import api

JSON = "application/json"


def bodies() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each JSON body of a request or an answer with the name of its operation."""
    for _, _, operation in operations(api.document):
        contents = [operation.get("requestBody", {}).get("content", {})]
        contents += [answer.get("content", {}) for answer in operation["responses"].values()]
        for content in contents:
            if JSON in content:
                yield operation["operationId"], content[JSON]


def test_the_document_is_valid() -> None:
    validate(api.document)


def test_every_operation_has_an_id_a_tag_and_words() -> None:
    rows = [operation for *_, operation in operations(api.document)]

    assert len({row["operationId"] for row in rows}) == len(rows)
    assert {row["tags"][0] for row in rows} == set(TAGS)
    assert all(row["summary"] and row["description"].endswith(".") for row in rows)


def test_every_parameter_says_what_it_is() -> None:
    silent = {
        f"{operation['operationId']}: {parameter['name']}"
        for *_, operation in operations(api.document)
        for parameter in operation["parameters"]
        if not parameter.get("description")
    }

    assert not silent


def test_every_example_fits_its_schema() -> None:
    document = {"components": api.document["components"]}

    for _, media in bodies():
        if "example" in media:
            Draft202012Validator({**document, **media["schema"]}).validate(media["example"])


def test_every_body_with_members_has_an_example() -> None:
    without = {name for name, media in bodies() if "example" not in media}

    # They answer with what a command prints, with a schema or with a plan.
    assert without <= {
        *("validate", "list_rules", "get_plan_schema", "get_preset", "get_approval_record"),
        *("get_signed_approval_record", "get_revision_plan", "get_draft_plan"),
    }


def test_the_example_plan_makes_a_bundle() -> None:
    body = api.document["paths"]["/api/v1/generate"]["post"]["requestBody"]
    plan = generators.read_plan_file(body["content"]["application/yaml"]["example"].encode())

    assert generators.bundle_of(plan).files


def test_an_example_is_composed_of_its_parts() -> None:
    schemas = {"Row": {"type": "object", "properties": {"id": {"type": "integer"}}}}
    rows = {"type": "array", "items": {"$ref": "#/components/schemas/Row"}}

    assert example_of(rows, schemas) == [{"id": 1}]


def test_the_pages_show_every_operation(client: Client, db: None) -> None:
    ids = {operation["operationId"] for *_, operation in operations(api.document)}
    overview = client.get("/api/").content.decode()

    for feature in features():
        text = client.get(f"/api/{feature.slug}/").content.decode()
        for endpoint in feature.endpoints:
            assert f'id="{endpoint.slug}"' in text
            assert f"#{endpoint.slug}" in overview
            ids.remove(endpoint.slug.replace("-", "_"))

    assert not ids


def test_the_command_line_of_a_request_sends_its_body() -> None:
    endpoints = {endpoint.slug: endpoint for row in features() for endpoint in row.endpoints}

    assert endpoints["change-share"].curl == (
        'curl -fsS -X PATCH -H "$AUTH" \\\n'
        "  -H 'Content-Type: application/json' \\\n"
        '  --data \'{"role": "viewer"}\' \\\n'
        '  "$API/configurations/0b7ad6d4-6f5e-4d53-9a53-2f5d8f0f7c11/shares/7"'
    )
    assert "-o bundle.zip" in endpoints["get-revision-zip"].curl


def test_a_page_of_no_feature_is_not_found(client: Client, db: None) -> None:
    assert client.get("/api/nothing/").status_code == 404
