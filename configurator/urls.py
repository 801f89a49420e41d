"""Every URL of the site."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include
from django.urls import path

from configurator.api import reference
from configurator.api.site import api
from configurator.views import accounts
from configurator.views import answers
from configurator.views import approval_rules
from configurator.views import audit_log
from configurator.views import comments
from configurator.views import comparison
from configurator.views import configuration_actions
from configurator.views import configurations
from configurator.views import deletion
from configurator.views import deploy_tokens
from configurator.views import discussion
from configurator.views import environment_objects
from configurator.views import environments
from configurator.views import explained_lines
from configurator.views import files
from configurator.views import findings
from configurator.views import fixes
from configurator.views import front
from configurator.views import git
from configurator.views import guide
from configurator.views import health
from configurator.views import inbox
from configurator.views import notifications
from configurator.views import plan_import
from configurator.views import preview
from configurator.views import rationale
from configurator.views import records
from configurator.views import reviews
from configurator.views import revision_files
from configurator.views import revision_restore
from configurator.views import revisions
from configurator.views import share_links
from configurator.views import sharing
from configurator.views import suggestions
from configurator.views import team_settings
from configurator.views import teams
from configurator.views import threads
from configurator.views import threads_beside
from configurator.views import tokens
from configurator.views import verify
from configurator.views import viewed
from configurator.views import waivers
from configurator.views import webhooks
from configurator.views import wizard

urlpatterns = [
    path("", front.front, name="front"),
    path("start/", front.start, name="start"),
    path("upload/", front.upload, name="upload"),
    path("rules/", guide.rules, name="rules"),
    path("rules/<slug:slug>/", guide.rule, name="rule"),
    path("guide/", guide.guide, name="guide"),
    path("verify/", verify.verify, name="verify"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path(".well-known/skillflaw-configurator/keys.json", records.keys_json, name="record-keys"),
    path(".well-known/skillflaw-configurator/keys.pem", records.keys_pem, name="record-keys-pem"),
    path("api/v1/", api.urls),
    path("api/", reference.overview, name="api"),
    path("api/<slug:feature>/", reference.feature, name="api-feature"),
    path("admin/", admin.site.urls),
    path("account/", accounts.account, name="account"),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/<int:key>/revoke/", tokens.revoke, name="token-revoke"),
    path("account/oidc/<slug:provider_id>/login/", accounts.provider, name="sso-login"),
    path("account/notifications/", notifications.preferences, name="notification-preferences"),
    path("account/", include("allauth.urls")),
    path("s/<str:token>/", share_links.open_link, name="share-link-open"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/done/", inbox.section_done, name="inbox-section-done"),
    path("inbox/<int:number>/", inbox.open_item, name="inbox-item"),
    path("inbox/<int:number>/done/", inbox.done, name="inbox-done"),
    path("notifications/", notifications.notifications, name="notifications"),
    path("notifications/read/", notifications.mark_all_read, name="notifications-read"),
    path("notifications/<int:number>/", notifications.open_notification, name="notification"),
    path("configurations/", configurations.configurations, name="configurations"),
    path("configurations/deleted/", deletion.deleted, name="deleted"),
    path("compare/", comparison.compare, name="compare"),
    path("compare/patch/", comparison.patch, name="compare-patch"),
    path("compare/release-notes/", comparison.release_notes, name="compare-release-notes"),
    path("teams/", teams.teams, name="teams"),
    path("teams/<slug:slug>/", teams.team, name="team"),
    path("teams/<slug:slug>/members/<int:number>/", teams.member, name="team-member"),
    path("teams/<slug:slug>/leave/", teams.leave, name="team-leave"),
    path("teams/<slug:slug>/settings/", team_settings.settings, name="team-settings"),
    path("teams/<slug:slug>/audit-log/", team_settings.audit_log, name="team-audit-log"),
    path("teams/<slug:slug>/approval-rules/", approval_rules.rules, name="approval-rules"),
    path(
        "teams/<slug:slug>/approval-rules/<int:rule_key>/",
        approval_rules.rule,
        name="approval-rule",
    ),
    path(
        "teams/<slug:slug>/approval-rules/<int:rule_key>/delete/",
        approval_rules.delete,
        name="approval-rule-delete",
    ),
    path("teams/<slug:slug>/webhooks/", webhooks.webhooks, name="webhooks"),
    path("teams/<slug:slug>/webhooks/<int:number>/", webhooks.webhook, name="webhook"),
    path("teams/<slug:slug>/webhooks/<int:number>/test/", webhooks.test, name="webhook-test"),
    path(
        "teams/<slug:slug>/webhooks/<int:number>/secret/",
        webhooks.rotate_secret,
        name="webhook-secret",
    ),
    path("teams/<slug:slug>/webhooks/<int:number>/delete/", webhooks.delete, name="webhook-delete"),
    path(
        "teams/<slug:slug>/webhooks/<int:number>/deliveries/<uuid:delivery>/",
        webhooks.redeliver,
        name="webhook-redeliver",
    ),
    path("teams/<slug:slug>/delete/", team_settings.delete, name="team-delete"),
    path("git/<uuid:key>.git", git.repository, name="git"),
    path("git/<uuid:key>.git/info/refs", git.references, name="git-references"),
    path("git/<uuid:key>.git/git-upload-pack", git.upload_pack, name="git-upload-pack"),
    path("git/<uuid:key>.git/git-receive-pack", git.receive_pack, name="git-receive-pack"),
    path("c/<uuid:key>/", configurations.configuration, name="configuration"),
    path("c/<uuid:key>/save/", revisions.save, name="save"),
    path("c/<uuid:key>/r/<int:number>/", revisions.revision, name="revision"),
    path(
        "c/<uuid:key>/r/<int:number>/environments/",
        environments.revision_matrix,
        name="revision-matrix",
    ),
    path(
        "c/<uuid:key>/r/<int:number>/environments/<slug:name>/",
        environment_objects.objects,
        name="environment-objects",
    ),
    path(
        "c/<uuid:key>/r/<int:number>/environments/<slug:name>/objects.yaml",
        environment_objects.objects_yaml,
        name="environment-objects-yaml",
    ),
    path(
        "c/<uuid:key>/r/<int:number>/rationale/",
        rationale.revision_rationale,
        name="revision-rationale",
    ),
    path("c/<uuid:key>/r/<int:number>/review/", reviews.submit, name="review-submit"),
    path("c/<uuid:key>/r/<int:number>/waive/<slug:rule>/", waivers.waive, name="waive"),
    path("c/<uuid:key>/r/<int:number>/unwaive/<slug:rule>/", waivers.withdraw, name="unwaive"),
    path("c/<uuid:key>/r/<int:number>/approval.json", verify.record, name="approval"),
    path("c/<uuid:key>/r/<int:number>/approval.dsse.json", records.signed, name="approval-signed"),
    path("c/<uuid:key>/r/<int:number>/download/", revisions.download, name="revision-download"),
    path("c/<uuid:key>/r/<int:number>/plan.yaml", revisions.plan_file, name="revision-plan"),
    path(
        "c/<uuid:key>/r/<int:number>/files/<path:path>", revision_files.file, name="revision-file"
    ),
    path(
        "c/<uuid:key>/r/<int:number>/reasons/<path:path>",
        explained_lines.revision_file,
        name="revision-file-reasons",
    ),
    path("c/<uuid:key>/discussion/", discussion.latest, name="discussion-latest"),
    path("c/<uuid:key>/r/<int:number>/discussion/", discussion.discussion, name="discussion"),
    path("c/<uuid:key>/r/<int:number>/choices/", discussion.choices, name="choices"),
    path("c/<uuid:key>/r/<int:number>/viewed/", viewed.tick, name="viewed"),
    path("c/<uuid:key>/r/<int:number>/viewed/beside/", viewed.tick_beside, name="viewed-beside"),
    path("c/<uuid:key>/r/<int:number>/threads/new/", threads.new_thread, name="thread-new"),
    path(
        "c/<uuid:key>/r/<int:number>/threads/new/beside/",
        threads_beside.new_thread,
        name="thread-new-beside",
    ),
    path(
        "c/<uuid:key>/r/<int:number>/threads/<int:thread>/beside/",
        threads_beside.thread,
        name="thread-beside",
    ),
    path(
        "c/<uuid:key>/r/<int:number>/reason/<path:path>",
        threads_beside.reason,
        name="revision-line-reason",
    ),
    path("c/<uuid:key>/r/<int:number>/threads/<int:thread>/", threads.thread, name="thread"),
    path(
        "c/<uuid:key>/r/<int:number>/threads/<int:thread>/state/",
        threads.set_state,
        name="thread-state",
    ),
    path(
        "c/<uuid:key>/r/<int:number>/comments/<int:comment>/edit/",
        comments.edit,
        name="comment-edit",
    ),
    path(
        "c/<uuid:key>/r/<int:number>/comments/<int:comment>/delete/",
        comments.delete,
        name="comment-delete",
    ),
    path("c/<uuid:key>/audit-log/", audit_log.events, name="audit-log"),
    path("c/<uuid:key>/audit-log.csv", audit_log.export, {"form": "csv"}, name="audit-log-csv"),
    path(
        "c/<uuid:key>/audit-log.jsonl", audit_log.export, {"form": "jsonl"}, name="audit-log-jsonl"
    ),
    path("c/<uuid:key>/suggestions/", suggestions.take, name="suggestions"),
    path("c/<uuid:key>/pending-review/", reviews.discard, name="review-discard"),
    path("c/<uuid:key>/reviewers/", reviews.reviewers, name="reviewers"),
    path(
        "c/<uuid:key>/reviewers/<int:request_key>/withdraw/",
        reviews.withdraw_request,
        name="review-request-withdraw",
    ),
    path("c/<uuid:key>/share/", sharing.sharing, name="sharing"),
    path("c/<uuid:key>/share/<int:share_key>/", sharing.share, name="share"),
    path(
        "c/<uuid:key>/share/links/<int:link_key>/revoke/", sharing.revoke, name="share-link-revoke"
    ),
    path("c/<uuid:key>/share/deploy-tokens/", deploy_tokens.deploy_tokens, name="deploy-tokens"),
    path(
        "c/<uuid:key>/share/deploy-tokens/<int:token_key>/revoke/",
        deploy_tokens.revoke,
        name="deploy-token-revoke",
    ),
    path("c/<uuid:key>/r/<int:number>/restore/", revision_restore.restore, name="revision-restore"),
    path(
        "c/<uuid:key>/r/<int:number>/duplicate/",
        configuration_actions.duplicate_revision,
        name="revision-duplicate",
    ),
    path("c/<uuid:key>/duplicate/", configuration_actions.duplicate, name="duplicate"),
    path("c/<uuid:key>/rename/", configuration_actions.rename, name="rename"),
    path("c/<uuid:key>/import/", plan_import.importing, name="import"),
    path("c/<uuid:key>/archive/", configuration_actions.archive, name="archive"),
    path("c/<uuid:key>/move/", configuration_actions.move, name="move"),
    path("c/<uuid:key>/delete/", deletion.delete, name="delete"),
    path("c/<uuid:key>/restore/", deletion.restore, name="restore"),
    path("c/<uuid:key>/fix/", fixes.fix, name="fix"),
    path("c/<uuid:key>/environments/", environments.environments, name="environments"),
    path("c/<uuid:key>/environments/matrix/", environments.matrix, name="matrix"),
    path("c/<uuid:key>/environments/promote/", environments.promote, name="promote"),
    path(
        "c/<uuid:key>/environments/<slug:name>/rename/",
        environments.rename,
        name="environment-rename",
    ),
    path("c/<uuid:key>/environments/<slug:name>/move/", environments.move, name="environment-move"),
    path(
        "c/<uuid:key>/environments/<slug:name>/remove/",
        environments.remove,
        name="environment-remove",
    ),
    path("c/<uuid:key>/findings/", findings.findings, name="findings"),
    path("c/<uuid:key>/preview/", preview.preview, name="preview"),
    path("c/<uuid:key>/preview/panel/", preview.panel, name="preview-panel"),
    path("c/<uuid:key>/rationale/", rationale.rationale, name="rationale"),
    path("c/<uuid:key>/download/", files.download, name="download"),
    path("c/<uuid:key>/plan.yaml", files.plan_file, name="plan-file"),
    path("c/<uuid:key>/files/<path:path>", files.file, name="file"),
    path("c/<uuid:key>/answers/", answers.answers, name="answers"),
    path("c/<uuid:key>/answers/check/", answers.check, name="answers-check"),
    path("c/<uuid:key>/reasons/<path:path>", explained_lines.draft_file, name="file-reasons"),
    path("c/<uuid:key>/reason/<path:path>", explained_lines.draft_line, name="line-reason"),
    path("c/<uuid:key>/lines/<str:choice>/", explained_lines.lines, name="choice-lines"),
    path(
        "c/<uuid:key>/lines/<str:choice>/count/",
        explained_lines.count,
        name="choice-lines-count",
    ),
    path("c/<uuid:key>/<slug:slug>/", wizard.step, name="step"),
    path("c/<uuid:key>/<slug:slug>/threads/", wizard.threads, name="step-threads"),
    path("c/<uuid:key>/<slug:slug>/check/", wizard.check, name="check"),
]

handler400 = "configurator.views.errors.bad_request"
handler403 = "configurator.views.errors.permission_denied"
handler404 = "configurator.views.errors.not_found"
# Asked for by allauth.
handler429 = "configurator.views.errors.too_many_requests"
handler500 = "configurator.views.errors.server_error"
