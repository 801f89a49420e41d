"""Every URL of the site."""

from __future__ import annotations

from django.urls import path

from configurator.views import drafts
from configurator.views import files
from configurator.views import front
from configurator.views import guide
from configurator.views import health
from configurator.views import rationale
from configurator.views import review
from configurator.views import step

urlpatterns = [
    path("", front.front, name="front"),
    path("start/", front.start, name="start"),
    path("upload/", front.upload, name="upload"),
    path("rules/", guide.rules, name="rules"),
    path("rules/<slug:slug>/", guide.rule, name="rule"),
    path("guide/", guide.guide, name="guide"),
    path("healthz", health.healthz, name="healthz"),
    path("c/<uuid:key>/", drafts.draft, name="draft"),
    path("c/<uuid:key>/delete/", drafts.delete, name="delete"),
    path("c/<uuid:key>/fix/", drafts.fix, name="fix"),
    path("c/<uuid:key>/review/", review.review, name="review"),
    path("c/<uuid:key>/rationale/", rationale.rationale, name="rationale"),
    path("c/<uuid:key>/download/", files.download, name="download"),
    path("c/<uuid:key>/plan.yaml", files.plan_file, name="plan-file"),
    path("c/<uuid:key>/files/<path:place>", files.file, name="file"),
    path("c/<uuid:key>/<slug:slug>/", step.step, name="step"),
    path("c/<uuid:key>/<slug:slug>/check/", step.check, name="check"),
]

handler404 = "configurator.views.errors.missing"
handler500 = "configurator.views.errors.broken"
