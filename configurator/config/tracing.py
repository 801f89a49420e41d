"""Traces of requests, for OpenTelemetry: where the environment names a collector, off otherwise.

The variables are OpenTelemetry's own: OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME and the rest.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from configurator.config import environment
from configurator.config.log_masking import masked

if TYPE_CHECKING:
    from django.http import HttpRequest
    from opentelemetry.sdk.trace import Span

MISSING = (
    "OTEL_EXPORTER_OTLP_ENDPOINT is set, and OpenTelemetry is not installed ({name}). Install "
    "requirements/opentelemetry.txt, build the image with TRACING=on, or unset it."
)
# By the older and by the newer conventions of OpenTelemetry.
ADDRESSES = ("http.url", "http.target", "url.full", "url.path")
QUERY = "url.query"


def trace_requests() -> None:
    """Send a trace of each request; exit with a message where the packages are missing."""
    if not environment.text("OTEL_EXPORTER_OTLP_ENDPOINT"):
        return
    try:
        from opentelemetry import trace
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.instrumentation.django import DjangoInstrumentor
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        sys.exit(MISSING.format(name=error.name))
    os.environ.setdefault("OTEL_SERVICE_NAME", "skillflaw-configurator")
    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    DjangoInstrumentor().instrument(request_hook=hide_secrets)


def hide_secrets(span: Span, request: HttpRequest) -> None:
    """Keep tokens in paths, and queries, which hold what somebody typed, out of a trace."""
    recorded = span.attributes or {}
    for name in ADDRESSES:
        if name in recorded:
            span.set_attribute(name, masked(request.path))
    if QUERY in recorded:
        span.set_attribute(QUERY, "")
