"""`riwaya train WHAT`: fit what ships with the code, each part by its own module."""

from __future__ import annotations

import click

from jobs.lazy import LazyGroup
from jobs.options import json_option

PARTS = {
    "encoder": ("jobs.train_encoder", "Rebuild the bundled encoder from public text."),
    "similarity": ("jobs.train_similarity", "Fit which articles tell of one event."),
    "gazetteer": ("jobs.train_gazetteer", "Learn which Arabic words are parts of names."),
}


@click.group(cls=LazyGroup, modules=PARTS, invoke_without_command=True)
@json_option
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Rebuild what ships with the code; without a name, the encoder by its own recipe."""
    if context.invoked_subcommand is None:
        context.invoke(_encoder(), as_json=as_json)


def _encoder() -> click.Command:
    from jobs.train_encoder import command as encoder

    return encoder
