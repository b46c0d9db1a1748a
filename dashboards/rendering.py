"""Templates to answers: one environment, and what every page is given.

Knows nothing of what a page tells.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Response

from dashboards.phrases import direction
from dashboards.site import Reader

TEMPLATES = Path(__file__).parent / "templates"
PageResponse = Response[str]


@cache
def environment() -> Environment:
    """The templates, escaped by default, strict about names nobody gave."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["direction"] = direction
    return made


def compile_templates() -> None:
    """Compile every template now rather than at its first page."""
    for name in environment().list_templates():
        environment().get_template(name)


def render(reader: Reader, template: str, *, status: int = 200, **given: Any) -> PageResponse:
    """The page ``template`` in the reader's language, with ``given``."""
    html = (
        environment()
        .get_template(template)
        .render(
            reader=reader,
            say=reader.say,
            count=reader.say.count,
            link=reader.link,
            asset=reader.site.assets.address,
            **given,
        )
    )
    return Response(
        html,
        status_code=status,
        media_type=MediaType.HTML,
        headers={"content-language": reader.language, "vary": "Accept-Language"},
    )
