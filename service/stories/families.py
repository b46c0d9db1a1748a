"""What an editor understands of the measures that a score is made of: they are told by family.

Knows nothing of how anything is measured; a measure's name says what it is of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

# By what the measures of each family are known: the first that fits.
Families = Mapping[str, tuple[str, ...]]

OF_PAIRS: Families = {
    "occasion": ("occasion",),
    "time": ("hours",),
    "outlet": ("outlet",),
    "meaning": ("vectors",),
    "numbers": ("number",),
    "names": ("name", "person", "people", "place", "entit"),
    "neighbours": ("neighbour", "shared_share", "group", "bridge", "mass", "burst"),
    "nearness": ("rank", "best", "guess", "closeness", "crowd"),
    "length": ("length",),
    "words": ("word", "head", "title", "text", "rar"),
}
OF_GROUPS: Families = {
    "occasion": ("occasion",),
    "likelihood": ("mean_", "share"),
    "best": ("best_",),
    "sizes": ("small", "large"),
    "time": ("gap", "apart", "burst"),
    "tightness": ("inside",),
    "nearness": ("near_",),
    "words": ("word",),
    "meaning": ("vector",),
}


def family_of(measure_name: str, families: Families) -> str:
    """The family that a measure of that name belongs to, ``other`` if none."""
    for family, marks in families.items():
        if any(mark in measure_name for mark in marks):
            return family
    return "other"


def by_family(
    parts: NDArray[np.float32], names: Sequence[str], families: Families
) -> dict[str, float]:
    """(f,) what each measure of these ``names`` adds, summed by family, the weightiest first."""
    total: dict[str, float] = {}
    for name, value in zip(names, parts.tolist(), strict=True):
        family = family_of(name, families)
        total[family] = total.get(family, 0.0) + value
    ordered = sorted(total.items(), key=lambda one: (-abs(one[1]), one[0]))
    return {family: round(value, 3) for family, value in ordered}
