"""What editors decided, and the rules that follow for every later build.

Knows nothing of builds.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from service.records.stories import Level

CorrectionKind = Literal["merge", "split", "move", "rename", "pin", "hide", "undo"]


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What a correction asks of every later build, in terms of articles, never of group ids.

    All articles of ``together`` (its parts are the groups they came from) must be in one group
    of ``level``; none of ``apart`` may be in it.
    """

    level: Level
    together: tuple[tuple[str, ...], ...]
    apart: tuple[str, ...] = ()
    correction: str = ""


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What an editor decided, when, and why; kept for ever, undone by another correction.

    ``subject`` is the story's, event's or article's id as the editor saw it, ``articles`` what it
    then held; ``other`` the second id of a merge or move. ``titles`` are headlines by language.
    ``run`` is the build that took it up (None while it waits), ``undone_by`` the undo.
    """

    id: str
    kind: CorrectionKind
    level: Literal["event", "story", "article"]
    subject: str
    at: datetime
    author: str
    reason: str
    articles: tuple[str, ...] = ()
    other: str | None = None
    rules: tuple[Rule, ...] = ()
    titles: dict[str, str] = {}
    undoes: str | None = None
    undone_by: str | None = None
    run: str | None = None
