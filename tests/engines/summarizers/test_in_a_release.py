"""A real checkpoint from its folder to the brief of a release."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from translator import Pipeline, Settings, read_file
from translator.briefing import limits


@pytest.mark.parametrize("name", ["bart", "mt5"])
def test_a_checkpoint_writes_what_the_article_bears_out_or_is_refused_and_limits_hold(
    name: str, checkpoints: Callable[[str], Path], marian_settings: Settings, seeds: Path
) -> None:
    folder = checkpoints(name)
    settings = replace(marian_settings, summarizer=str(folder))
    release = Pipeline(settings).release(read_file(seeds / "yangtze-summit-2025.en.txt"))
    brief, most = release.brief, limits(settings)
    assert brief
    assert brief.standfirst
    written = [line for line in brief.lines if line.writer]
    assert written or brief.refused
    assert all(line.writer == folder.name and line.cites for line in written)
    assert most.allow("headline", [brief.headline.source], "en")
    assert most.allow("headline", [brief.headline.target], "zh")
    assert most.allow("brief", [line.source for line in brief.sentences], "en")
    assert most.allow("brief", [line.target for line in brief.sentences], "zh")
    assert most.allow("social", [line.source for line in brief.social], "en")
    assert most.allow("social", [line.target for line in brief.social], "zh")
