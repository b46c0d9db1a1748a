"""The `riwaya` command.

Knows only the names of its commands and where they live.
"""

from __future__ import annotations

import os

import click

from jobs.console import failures, set_up_logging
from jobs.lazy import LazyGroup

COMMANDS = {
    "init": ("jobs.commands.init", "Make an empty store and a settings file to start from."),
    "ingest": ("jobs.commands.ingest", "Read pages, tables and feeds into articles."),
    "build": ("jobs.commands.build", "Embed, cluster and lay out timelines."),
    "serve": ("jobs.commands.serve", "Serve the dashboard and the API."),
    "run": ("jobs.commands.run", "The whole path: ingest, build, digest, and serve if asked."),
    "digest": ("jobs.commands.digest", "Write a week's stories as HTML and Markdown."),
    "export": ("jobs.commands.export", "Write stories with their timelines to files."),
    "evaluate": ("jobs.evaluate", "Measure quality against labelled data."),
    "bench": ("jobs.commands.bench", "Measure speed and memory, as ratios within one run."),
    "train": ("jobs.train", "Train the encoder or fit the similarity."),
    "doctor": ("jobs.commands.doctor", "Check that everything needed is in place."),
}


@click.group(cls=LazyGroup, modules=COMMANDS, context_settings={"max_content_width": 100})
@click.version_option(package_name="riwaya", prog_name="riwaya")
@click.option("--verbose", is_flag=True, help="Say more on stderr.")
def cli(verbose: bool) -> None:
    """Riwaya: many outlets' pages to stories, and each story to a timeline that can be checked."""
    set_up_logging(verbose)


def main() -> None:
    """Run the command line; errors made on purpose become one line and an exit status."""
    # Clustering works in two threads: where each parts its products of matrices among threads once
    # more, it takes a third more of the processor. Read at the first import of numpy, which no
    # command has made yet.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with failures():
        cli(prog_name="riwaya")


if __name__ == "__main__":
    main()
