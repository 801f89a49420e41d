"""The API does all that the pages do: each page with its operations, or why it has none."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from configurator.api.openapi import operations
from configurator.api.site import api
from tests.web.test_table import CONFIGURATION
from tests.web.test_table import SITE
from tests.web.test_table import TEAM
from tests.web.world import routes

# A page, and the operations that do what it does. A line that begins with a dash says why it needs
# none.
PAGES = """
front                     list_presets, list_configurations
start                     list_presets, get_preset, create_configuration
upload                    create_configuration
rules                     list_rules
rule                      list_rules
guide                     - it is a text: each finding names its statements
verify                    verify
healthz                   - it is for probes
readyz                    - it is for probes
api                       - it describes the API
api-feature               - it describes the API
account                   get_account, change_account
tokens                    list_tokens - a token makes no further ones: that takes the browser
token-revoke              revoke_token
sso-login                 - it signs in
notification-preferences  get_subscriptions, change_subscriptions
share-link-open           - it gives a browser access: a program has its token
inbox                     list_inbox
inbox-section-done        mark_section_done
inbox-item                mark_item_read
inbox-done                mark_item_done, move_item_back
notifications             list_notifications
notifications-read        mark_all_notifications_read
notification              mark_notification_read
configurations            list_configurations
deleted                   list_deleted_configurations
compare                   compare_sides
compare-patch             get_patch
compare-release-notes     get_release_notes
teams                     list_teams, create_team
team                      get_team, list_members, add_member
team-member               change_member, remove_member
team-leave                remove_member
team-settings             change_team
team-delete               delete_team
team-audit-log            list_team_events
approval-rules            list_approval_rules, add_approval_rule
approval-rule             list_approval_rules, change_approval_rule
approval-rule-delete      delete_approval_rule
webhooks                  list_webhooks, add_webhook
webhook                   get_webhook, change_webhook, list_deliveries
webhook-test              test_webhook
webhook-secret            replace_webhook_secret
webhook-delete            delete_webhook
webhook-redeliver         redeliver
configuration             get_configuration, list_revisions
save                      save_draft
revision                  get_revision, list_reviews, list_revision_files
revision-matrix           get_environments
environment-objects       get_rendered_objects
environment-objects-yaml  get_rendered_objects
review-submit             submit_review
suggestions               list_suggestions, take_suggestions
review-discard            get_pending_review, discard_pending_review
waive                     waive_warning, list_waivers
unwaive                   withdraw_waiver
approval-signed           get_signed_approval_record
record-keys               - it is public: no token is needed
record-keys-pem           - it is public: no token is needed
approval                  get_approval_record
revision-download         get_revision_zip, get_revision_tar
revision-plan             get_revision_plan
revision-file             list_revision_files, get_revision_file
revision-rationale        list_revision_files, get_revision_file
discussion-latest         list_threads
discussion                list_threads
choices                   get_environments, list_threads
thread-new                start_thread
viewed                    set_tick
viewed-beside             set_tick
thread-new-beside         start_thread
thread-beside             get_thread, reply_to_thread, set_thread_state
thread                    get_thread, reply_to_thread
thread-state              set_thread_state
comment-edit              edit_comment
comment-delete            delete_comment
audit-log                 list_events
audit-log-csv             export_events_as_csv
audit-log-jsonl           export_events_as_json_lines
reviewers                 list_review_requests, request_reviews
review-request-withdraw   withdraw_review_request
sharing                   list_shares, create_share, list_links, create_link
share                     change_share, remove_share
share-link-revoke         revoke_link
deploy-tokens             list_deploy_tokens, create_deploy_token
deploy-token-revoke       revoke_deploy_token
revision-restore          restore_revision
revision-duplicate        duplicate_revision
duplicate                 duplicate_configuration
rename                    rename_configuration
import                    replace_draft_plan
archive                   archive_configuration, unarchive_configuration
move                      move_configuration
delete                    delete_configuration
restore                   restore_configuration
fix                       apply_fix
environments              get_draft, add_environment
environment-rename        rename_environment
environment-move          move_environment
environment-remove        remove_environment
matrix                    get_environments
promote                   preview_promotion, promote_in_draft, promote_environment
findings                  get_draft
rationale                 list_draft_files, get_draft_file
download                  get_draft_zip
plan-file                 get_draft_plan
file                      get_draft_file
step                      get_draft_plan, replace_draft_plan
git                       - git itself is its client
git-references            - git itself is its client
git-upload-pack           - git itself is its client
git-receive-pack          - it refuses every push
preview                   list_draft_files, compare_sides
preview-panel             - it is a part of a page while its form is filled in
answers                   get_draft_plan, replace_draft_plan
answers-check             - it checks the form while it is typed: validate checks a plan
revision-rationale        list_revision_files, get_revision_file
file-reasons              explain_revision, explain_plan
revision-file-reasons     explain_revision
step-threads              list_threads
revision-line-reason      explain_revision
line-reason               explain_revision, explain_plan
choice-lines              explain_plan
choice-lines-count        explain_plan
check                     - it checks one page of the form while it is typed: validate checks a plan
"""
# What a program does and no page alone: it sends a plan in one request.
OF_PROGRAMS = {"validate", "generate", "get_plan_schema", "create_revision"}

ROWS = {line.split()[0]: line.partition(" ")[2].strip() for line in PAGES.strip().splitlines()}


def operations_of(text: str) -> set[str]:
    """Return the operations that a row names."""
    names, _, _ = text.partition("- ")
    return {name.strip() for name in names.split(",") if name.strip()}


def acts(tables: Iterable[str]) -> set[str]:
    """Return the pages that take a form, by the access tables, which hold for every page."""
    rows = [line.split() for table in tables for line in table.strip().splitlines()[1:]]
    return {row[0] for row in rows if row[1] == "POST"}


def test_every_page_has_a_row() -> None:
    assert set(ROWS) == set(routes(""))


def test_every_row_names_operations_of_the_api() -> None:
    known = {operation["operationId"] for *_, operation in operations(api.document)}

    assert set().union(*map(operations_of, ROWS.values())) == known - OF_PROGRAMS


@pytest.mark.parametrize("page", sorted(acts([CONFIGURATION, TEAM, SITE])))
def test_every_act_of_a_page_has_an_operation_that_writes(page: str) -> None:
    writing = {
        operation["operationId"]
        for method, _, operation in operations(api.document)
        if method != "get"
    }

    reading = {"revision-download", "download"}
    assert operations_of(ROWS[page]) & writing or page in reading or "- " in ROWS[page]
