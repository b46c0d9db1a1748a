"""Templates to answers: one environment, and what every page is given.

Knows nothing of what a page tells.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Response
from markupsafe import Markup

from dashboards.site import Reader
from service.text.language import direction

# "1-0", "2018–2019", "12-07-2018": figures that a hyphen or a dash joins.
JOINED = re.compile(r"(?<![\w\u2013-])(\d{1,4}(?:[-\u2013]\d{1,4}){1,2})(?![\w\u2013-])")
UNBROKEN = Markup('<span class="unbroken">{}</span>')
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
    made.filters["unbroken"] = unbroken
    return made


def unbroken(text: str) -> Markup:
    """``text`` escaped, its scores and ranges kept on one line.

    Between Arabic words a browser breaks "1-0" behind the hyphen. The text itself stays as it is,
    so what a reader copies is what the outlet wrote.
    """
    pieces = JOINED.split(text)  # every second one is joined figures
    return Markup().join(
        UNBROKEN.format(one) if place % 2 else one for place, one in enumerate(pieces)
    )


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
