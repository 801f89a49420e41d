"""What the guide makes of a plan: findings, coverage, and the fixes that can be applied."""

from __future__ import annotations

from generators.judgement.file_judgement import FileJudgement
from generators.judgement.file_judgement import judge_file
from generators.judgement.judge import Judgement
from generators.judgement.judge import judge

__all__ = ["FileJudgement", "Judgement", "judge", "judge_file"]
