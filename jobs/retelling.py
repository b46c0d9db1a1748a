"""The stories that came out otherwise, brought under the editors' rules and described anew.

Knows nothing of how articles found their place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from jobs.cluster import Before, Index, describe_index
from jobs.corrections import Ledger
from jobs.meeting import least
from jobs.standing import Groups, Standing
from service.articles.outlets import Outlets
from service.store import growth as growth_store
from service.stories.cluster import Clustering, numbered
from service.stories.enforce import enforce
from service.stories.vectors import whole_rows


def retell(
    standing: Standing,
    groups: Groups,
    touched: Collection[str],
    looked_at: tuple[Sequence[str], Clustering],
    *,
    marks: Mapping[str, str | None],
    outlets: Outlets,
    now: datetime,
    ledger: Ledger,
) -> Index:
    """The ``touched`` stories as they are now, whole, by the editors' rules.

    ``looked_at``: the articles that were grouped anew, and what was found of them.
    """
    members = sorted(one for held in groups.whole(touched).values() for one in held)
    articles = [standing.articles[one] for one in members]
    titles, bodies = standing.vectors(members)
    event, story = enforce(
        members,
        least([groups.event[one] for one in members]),
        least([groups.story[one] for one in members]),
        whole_rows(titles, bodies),
        ledger.rules,
    )
    with standing.store.read() as connection:
        taken = sorted(growth_store.ids(connection))
    return describe_index(
        standing.store,
        articles,
        _clustering(standing, members, event, story, *looked_at),
        titles,
        bodies,
        before=Before(
            event={one: at.event for one in members if (at := standing.stood.get(one))},
            story={one: at.story for one in members if (at := standing.stood.get(one))},
            taken=taken,
        ),
        marks=marks,
        outlets=outlets,
        now=now,
        ledger=ledger,
    )


def _clustering(
    standing: Standing,
    members: Sequence[str],
    event: NDArray[np.int64],
    story: NDArray[np.int64],
    window: Sequence[str],
    found: Clustering,
) -> Clustering:
    """The groups of ``members``, with the reasons found now or, of those as before, before."""
    group = dict(zip(members, event.tolist(), strict=True))
    row_of = {one: row for row, one in enumerate(window)}
    size = np.bincount(event, minlength=len(members))
    probability = np.ones(len(members), np.float32)
    nearest: list[tuple[str, ...]] = [()] * len(members)
    stood = [at.event if (at := standing.stood.get(one)) else "" for one in members]
    held, parts = Counter(stood), Counter(zip(stood, event.tolist(), strict=True))
    for row, one in enumerate(members):
        if size[event[row]] == 1:
            continue
        options = []
        if one in row_of:
            options.append((float(found.probability[row_of[one]]), found.nearest[row_of[one]]))
        if (at := standing.stood.get(one)) is not None:
            same = size[event[row]] == held[at.event] == parts[(at.event, int(event[row]))]
            options.insert(0 if same else len(options), (at.probability, at.nearest))
        for value, near in options:
            fellows = tuple(other for other in near if group.get(other) == event[row])
            if fellows:
                probability[row], nearest[row] = value, fellows
                break
    return Clustering(
        event=numbered(event), story=numbered(story), probability=probability, nearest=nearest
    )
