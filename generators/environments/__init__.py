"""Several environments of one deployment in one bundle, over one base."""

from __future__ import annotations

from collections.abc import Sequence

from generators.environments.arrangement import arranged
from generators.environments.clashes import Mismatch
from generators.environments.clashes import clashes
from generators.environments.clashes import refuse_mismatch
from generators.environments.papers import overview
from generators.environments.papers import papers
from generators.judgement import Judgement
from generators.output.files import Rendered

__all__ = ["Mismatch", "clashes", "refuse_mismatch", "together"]


def together(judgements: Sequence[Judgement]) -> tuple[Rendered, ...]:
    """Write the files of all environments; the first one's objects are what they share.

    Every environment renders to exactly the objects that a bundle of its own would render to.
    """
    layouts = {each.plan.release.environment: each.layout for each in judgements}
    all_of_them = arranged(layouts)
    files = [file for each in all_of_them for file in each.files]
    for judgement, each in zip(judgements, all_of_them, strict=True):
        files += papers(judgement, each)
    return (*files, overview([each.plan for each in judgements], all_of_them))
