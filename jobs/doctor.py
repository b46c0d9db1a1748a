"""Whether everything needed is in place: each check says what it found and how to mend it.

Knows nothing of any stage's work; it only tries each part once.
"""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from jobs.prune import idle_models
from service.embeddings.encoder import load_encoder
from service.errors import ServiceError, SettingsError
from service.settings import Settings
from service.sources.registry import origin_of
from service.store import articles, models, runs, stories
from service.store.engine import open_store

Verdict = Literal["ok", "missing", "optional"]
NEEDED = ("torch", "sentence-transformers", "hdbscan", "polars", "litestar", "plotly", "sqlalchemy")


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the report: ``remedy`` says what to do where ``verdict`` is not ok."""

    name: str
    verdict: Verdict
    found: str
    remedy: str = ""


def examine(settings: Settings) -> list[Check]:
    """Every check, in the order in which the path needs it."""
    checks: Sequence[Callable[[Settings], Check]] = (
        _python,
        _packages,
        _encoder,
        _outlets,
        _store,
        _vectors,
        _chromium,
    )
    return [check(settings) for check in checks]


def _python(settings: Settings) -> Check:
    del settings
    return Check(name="python", verdict="ok", found=".".join(map(str, sys.version_info[:3])))


def _packages(settings: Settings) -> Check:
    del settings
    absent = []
    for name in NEEDED:
        try:
            importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            absent.append(name)
    if absent:
        return Check(
            name="packages",
            verdict="missing",
            found=f"without {', '.join(absent)}",
            remedy="run `make run`, or install with -c constraints.txt",
        )
    return Check(name="packages", verdict="ok", found=f"{len(NEEDED)} of {len(NEEDED)}")


def _encoder(settings: Settings) -> Check:
    start = time.perf_counter()
    try:
        encoder = load_encoder(settings.encoder)
    except ServiceError as error:
        return Check(
            name="encoder", verdict="missing", found=settings.encoder.name, remedy=str(error)
        )
    seconds = time.perf_counter() - start
    found = f"{encoder.name}, {encoder.dimensions} dimensions, loaded in {seconds:.1f} s"
    return Check(name="encoder", verdict="ok", found=found)


def _outlets(settings: Settings) -> Check:
    try:
        origin = origin_of(settings.outlets)
    except SettingsError as error:
        return Check(
            name="outlets",
            verdict="missing",
            found=settings.outlets.file,
            remedy=str(error),
        )
    found = f"{origin.comes} come along"
    if settings.outlets.file:
        found += (
            f", {settings.outlets.file} adds {len(origin.added)} and changes {len(origin.changed)}"
        )
    return Check(name="outlets", verdict="ok", found=found)


def _store(settings: Settings) -> Check:
    try:
        opened = open_store(settings.store)
    except ServiceError as error:
        return Check(name="store", verdict="missing", found=settings.store, remedy=str(error))
    with opened.read() as connection:
        found = f"{opened.url}: {articles.count(connection):,} articles, "
        found += f"{stories.count(connection):,} stories"
        built = runs.latest(connection)
    opened.close()
    if built is None:
        return Check(name="store", verdict="optional", found=found, remedy="run `riwaya build`")
    path = Path(opened.url.removeprefix("sqlite:///"))
    if opened.url.startswith("sqlite") and not os.access(path.parent, os.W_OK):
        return Check(
            name="store", verdict="missing", found=found, remedy=f"make {path.parent} writable"
        )
    return Check(name="store", verdict="ok", found=found)


def _vectors(settings: Settings) -> Check:
    """Whose vectors are kept: the served index's, the settings', and those that are idle."""
    try:
        opened = open_store(settings.store)
        chosen = load_encoder(settings.encoder).name
    except ServiceError:
        return Check(name="vectors", verdict="optional", found="not looked at: see above")
    with opened.read() as connection:
        latest = runs.latest(connection)
        kept = models.kept(connection)
        idle = idle_models(connection, chosen)
    opened.close()
    found = ", ".join(f"{one.name}: {one.vectors:,} ({one.megabytes:,.1f} MB)" for one in kept)
    if latest is not None and latest.model != chosen:
        return Check(
            name="vectors",
            verdict="optional",
            found=f"{found or 'none'}; the index is of {latest.model}",
            remedy=f"run `riwaya build` to encode with {chosen} and swap to it",
        )
    if idle:
        names = ", ".join(one.name for one in idle)
        return Check(
            name="vectors",
            verdict="optional",
            found=found,
            remedy=f"nothing uses {names}: `riwaya doctor --prune` drops them",
        )
    return Check(name="vectors", verdict="ok", found=found or "none yet")


def _chromium(settings: Settings) -> Check:
    del settings
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return Check(name="chromium", verdict="ok", found=Path(found).name)
    return Check(
        name="chromium",
        verdict="optional",
        found="none",
        remedy="only the browser tests need it: install Debian's chromium",
    )
