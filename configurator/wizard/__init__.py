"""The wizard: form, questions, progress, merge and save; the only room that knows QueryDict."""

from __future__ import annotations
