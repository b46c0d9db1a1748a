from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.sources.network import NetworkParams
from service.sources.robots import read_rules

HOST = "https://a.example"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/x", True),
        ("User-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow: /private", "/news", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/1", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*?s=", "/?s=x", False),
        ("User-agent: riwaya\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/b", True),
        ("User-agent: riwaya\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/a", False),
        ("User-agent: *\nDisallow: /أخبار", "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1", False),
        ("\ufeffUser-agent: *\nDisallow: /x", "/x", False),
        ("<html>not found</html>", "/x", True),
    ],
)
def test_what_the_rules_allow(rules: str, path: str, allowed: bool) -> None:
    assert read_rules(rules.encode(), "Riwaya").allows(f"{HOST}{path}") is allowed


@pytest.mark.parametrize(
    ("rules", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 2.5", 2.5),
        ("User-agent: *\nRequest-rate: 1/10", 10.0),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
        ("User-agent: *\nCrawl-delay: -3", 0.0),
        ("User-agent: *\nCrawl-delay: nan", 0.0),
        ("User-agent: *\nCrawl-delay: inf", 0.0),
        ("User-agent: other\nCrawl-delay: 9", 0.0),
        ("", 0.0),
    ],
)
def test_the_pause_that_is_asked_for(rules: str, seconds: float) -> None:
    assert read_rules(rules.encode(), "Riwaya").delay_s == seconds


def test_the_sitemaps_that_are_named() -> None:
    rules = read_rules(b"Sitemap: https://a.example/1.xml\nSitemap: https://a.example/2.xml", "x")
    assert rules.sitemaps == ("https://a.example/1.xml", "https://a.example/2.xml")


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    rules = read_rules(data, "Riwaya")
    rules.allows(f"{HOST}/x")
    assert rules.delay_s >= 0


@pytest.mark.parametrize(
    ("agent", "robot"),
    [("Riwaya/0.1 (news timelines)", "Riwaya"), ("Mine", "Mine"), ("Mine (x)", "Mine")],
)
def test_the_name_by_which_robots_txt_knows_us(agent: str, robot: str) -> None:
    assert NetworkParams(agent=agent).robot == robot
