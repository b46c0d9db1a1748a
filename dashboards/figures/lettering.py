"""Text in a Plotly figure: each line the right way round, no mark-up of its own, days in order.

Knows nothing of what is drawn.
"""

from __future__ import annotations

from typing import Any

from dashboards.phrases import Phrases

EMBED = {"rtl": ("\u202b", "\u202c"), "ltr": ("\u202a", "\u202c")}


def embed(line: str, way: str) -> str:
    """``line`` with its own direction: Plotly's labels know none."""
    start, end = EMBED[way]
    return f"{start}{line}{end}"


def plain(text: str) -> str:
    """No mark-up of Plotly's may hide in a sentence."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def tick_formats(say: Phrases) -> list[dict[str, Any]]:
    """Days, months or years on the axis, by how far apart its ticks are."""
    day = 86_400_000
    return [
        {"dtickrange": [None, day * 27], "value": f"{embed('%-d %b', say.direction)}<br>%Y"},
        {"dtickrange": [day * 27, "M11"], "value": "%b<br>%Y"},
        {"dtickrange": ["M11", None], "value": "%Y"},
    ]


def script_json(figure: Any) -> str:
    """The figure for the page's script, safe inside a script element."""
    text: str = figure.to_json()
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
