"""A clustering made to obey the editors' rules, everything else left as it was.

Knows nothing of how the groups were found. Groups that no rule touches stay as they are; where
one must be parted, what no rule speaks of goes with what it is nearest to.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.records import Level, Rule
from service.steps import in_steps
from service.stories.constraints import Settled, settle

Labels = NDArray[np.int64]


def enforce(
    ids: Sequence[str],
    event: Labels,
    story: Labels,
    near: NDArray[np.float32],
    rules: Sequence[Rule],
) -> tuple[Labels, Labels]:
    """``event`` and ``story`` (n,) int64 after ``rules`` (oldest first) were obeyed.

    ``ids`` name the n rows; both labels are, and come back as, the least row of each row's group.
    ``near`` (n, d) float32 unit rows say what lies near what. A later rule wins over an earlier
    one that it contradicts; a rule about articles that are not here is passed over. Obeying twice
    changes nothing more.
    """  # fmt: skip
    if not rules:
        return event, story
    row = {one: place for place, one in enumerate(ids)}
    settled = settle(rules, row.keys())
    rows = np.arange(len(ids))
    event = _Level(settled, "event", row, rows, event, near).grouped()
    return event, _Level(settled, "story", row, event, story, near).grouped()


def _of_blocks(block: Labels, group: Labels) -> Labels:
    """The group of most rows of each block, for every row of it; of equals the lesser."""
    pairs, counts = np.unique(np.stack([block, group]), axis=1, return_counts=True)
    best = np.lexsort((pairs[1], -counts, pairs[0]))
    names, first = np.unique(pairs[0][best], return_index=True)
    chosen: Labels = pairs[1][best][first][np.searchsorted(names, block)]
    return chosen


class _Level:
    """One level's rows in blocks that are never parted here (articles, or events)."""

    def __init__(
        self,
        settled: Settled,
        level: Level,
        row: dict[str, int],
        block: Labels,
        group: Labels,
        near: NDArray[np.float32],
    ) -> None:
        self._settled, self._level, self._row = settled, level, row
        self._found, self._near = group, near
        self._block, self._group = block, _of_blocks(block, group)
        self._by_block = np.argsort(block, kind="stable")
        self._blocks = block[self._by_block]
        self._sets = self._of_bonds()

    def _of_bonds(self) -> dict[str, Labels]:
        """The blocks of every set of bonds, by the article that stands for the set."""
        bonds = self._settled.bonds[self._level]
        found: dict[str, set[int]] = {}
        # What rules ask of stories matters to events too: an event lies in one story.
        for one in sorted({*bonds, *self._settled.bonds["story"]}):
            found.setdefault(bonds.find(one), set()).add(int(self._block[self._row[one]]))
        return {one: np.array(sorted(found[one])) for one in sorted(found)}

    def grouped(self) -> Labels:
        """The least row of each row's group once the rules are obeyed."""
        whole = self._gather()
        inside: dict[int, list[str]] = {}
        for one, blocks in self._sets.items():
            inside.setdefault(int(whole[blocks[0]]), []).append(one)
        for name in sorted(inside):
            self._part(whole, name, inside[name])
        _, first, where = np.unique(whole, return_index=True, return_inverse=True)
        return np.asarray(first[where], np.int64)

    def _gather(self) -> Labels:
        """Each row's group after the groups that must be one were made one.

        The group that holds most of a rule's part is that part's successor and comes along
        whole; articles of the part that stand elsewhere come alone.
        """
        bonds = self._settled.bonds[self._level]
        home: dict[str, set[int]] = {}
        for parts in self._settled.parts[self._level]:
            for part in parts:
                names, counts = np.unique(
                    self._found[[self._row[one] for one in part]], return_counts=True
                )
                home.setdefault(bonds.find(part[0]), set()).add(int(names[counts.argmax()]))
        root: dict[int, int] = {}

        def find(name: int) -> int:
            while root.get(name, name) != name:
                name = root[name]
            return name

        for groups in home.values():
            meeting = sorted({find(one) for one in groups})
            root.update(dict.fromkeys(meeting[1:], meeting[0]))
        whole = self._group.copy()
        for name in list(root):
            whole[self._group == name] = find(name)
        for one, groups in home.items():
            whole[self._rows(self._sets[one])] = find(min(groups))
        return whole

    def _part(self, whole: Labels, name: int, seeds: list[str]) -> None:
        """Part the group ``name`` of ``whole`` in place, if its ``seeds`` (sets) must be apart."""
        self._join(seeds)
        bonds = self._settled.bonds[self._level]
        roots = [bonds.find(one) for one in seeds]
        if len(set(roots)) == 1:
            return
        inside = np.flatnonzero(whole == name)
        present = set(self._block[inside].tolist())
        middles = np.stack([self._middle(self._sets[one]) for one in seeds])
        groups = self._groups(seeds)
        owner = {int(block): roots[k] for k, one in enumerate(seeds) for block in self._sets[one]}
        for block in sorted(present - owner.keys()):
            familiar = np.array([int(self._group[block]) in one for one in groups])
            nearness = middles @ self._middle(np.array([block])) + 2.0 * familiar
            owner[block] = roots[int(np.round(nearness, 6).argmax())]
        # Names from n on: no row's number, so that no piece is taken for another group.
        least: dict[str, int] = {}
        for one in inside.tolist():
            of = owner[int(self._block[one])]
            whole[one] = least.setdefault(of, len(whole) + one)

    def _join(self, seeds: list[str]) -> None:
        """Join all sets that may be together: first those the clustering had together, nearest."""
        if len(seeds) < 2:
            return
        settled, level = self._settled, self._level
        bonds = settled.bonds[level]
        middles = np.stack([self._middle(self._sets[one]) for one in seeds])
        near = np.round(middles @ middles.T, 6)
        groups = self._groups(seeds)
        pairs = [
            (not groups[i] & groups[j], -float(near[i, j]), i, j)
            for i in range(len(seeds))
            for j in range(i + 1, len(seeds))
        ]
        for _, _, i, j in sorted(pairs):
            one, other = seeds[i], seeds[j]
            if bonds.find(one) != bonds.find(other) and not settled.clash(level, one, other):
                settled.join(level, one, other)

    def _groups(self, seeds: list[str]) -> list[set[int]]:
        """Which of the groups as they were found each set has blocks in."""
        return [set(self._group[self._sets[one]].tolist()) for one in seeds]

    def _rows(self, blocks: Labels) -> Labels:
        """The rows of ``blocks``, found without a look at all the others."""
        low = np.searchsorted(self._blocks, blocks, "left")
        high = np.searchsorted(self._blocks, blocks, "right")
        return np.concatenate(
            [self._by_block[a:b] for a, b in zip(low.tolist(), high.tolist(), strict=True)]
        )

    def _middle(self, blocks: Labels) -> NDArray[np.float32]:
        rows = self._rows(blocks)
        total = self._near[rows].sum(axis=0, dtype=np.float64)
        middle = np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), np.float32)
        found: NDArray[np.float32] = in_steps(middle[None, :])[0]
        return found
