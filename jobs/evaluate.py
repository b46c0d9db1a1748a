"""`riwaya evaluate KIND`: quality against labelled data, one kind a module."""

from __future__ import annotations

import click

from jobs.lazy import LazyGroup

KINDS = {
    "stories": ("jobs.evaluations.stories", "Events and stories of labelled weeks, B-cubed."),
    "identity": ("jobs.evaluations.identity", "Ids kept when articles arrive or are shuffled."),
    "sagas": ("jobs.evaluations.sagas", "Long stories over months."),
    "online": ("jobs.evaluations.online", "A store grown in steps beside a whole build."),
    "encoder": ("jobs.evaluations.encoder", "Retrieval with the encoder's vectors."),
    "dates": ("jobs.evaluations.dates", "Dates found in text."),
    "pages": ("jobs.evaluations.pages", "Articles taken out of pages."),
    "reprints": ("jobs.evaluations.reprints", "Copies of one text told from other reports."),
    "timelines": ("jobs.evaluations.timelines", "Timelines against an editor's."),
}


@click.group(cls=LazyGroup, modules=KINDS)
def command() -> None:
    """Measure quality against labelled data; nothing is written to any store."""
