from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import FetchError
from service.sources.exchange import Answer
from service.sources.network import NetworkParams
from service.sources.verdicts import (
    Again,
    Elsewhere,
    Lost,
    Taken,
    Unmodified,
    Verdict,
    backoff,
    judge,
    wanted_wait,
)

NOW = datetime(2021, 7, 1, 9, 0, tzinfo=UTC)
PARAMS = NetworkParams(tries=3, backoff_s=2.0, redirects=2, longest_wait_s=60.0)


def verdict(outcome: Answer | FetchError, *, tried: int = 1, hops: int = 0) -> Verdict:
    return judge(
        outcome,
        address="https://a.example/x",
        tried=tried,
        hops=hops,
        params=PARAMS,
        chance=Random(1),
        now=NOW,
    )


def answer(status: int, **said: Any) -> Answer:
    return Answer(address="https://a.example/x", status=status, **said)


def test_what_came_what_is_as_it_was_and_what_is_elsewhere() -> None:
    assert verdict(answer(200)) == Taken(answer=answer(200))
    assert verdict(answer(304)) == Unmodified()
    assert verdict(answer(301, location="/y")) == Elsewhere(address="https://a.example/y")
    assert verdict(answer(302, location="//b.example/")) == Elsewhere(address="https://b.example/")


@pytest.mark.parametrize("location", ["file:///etc/passwd", "javascript:x", "http://", "http://[x"])
def test_a_redirect_to_no_web_address_is_refused(location: str) -> None:
    found = verdict(answer(302, location=location))
    assert isinstance(found, Lost)
    assert (found.reason, found.ours) == ("address", True)


def test_redirects_are_followed_up_to_a_number() -> None:
    assert isinstance(verdict(answer(302, location="/y"), hops=1), Elsewhere)
    found = verdict(answer(302, location="/y"), hops=2)
    assert isinstance(found, Lost)
    assert (found.reason, found.ours) == ("redirects", True)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 522])
def test_a_passing_failure_is_tried_again_a_number_of_times(status: int) -> None:
    assert isinstance(verdict(answer(status)), Again)
    assert isinstance(verdict(answer(status), tried=2), Again)
    last = verdict(answer(status), tried=3)
    assert isinstance(last, Lost)
    assert (last.reason, last.passing, last.ours) == (str(status), True, False)


@pytest.mark.parametrize("status", [204, 400, 401, 403, 404, 410, 451, 501])
def test_a_firm_answer_is_not_asked_for_twice(status: int) -> None:
    found = verdict(answer(status))
    assert isinstance(found, Lost)
    assert (found.reason, found.passing) == (str(status), False)


def test_the_servers_own_wait_is_kept_unless_it_is_too_long() -> None:
    found = verdict(answer(429, retry_after="30"))
    assert isinstance(found, Again)
    assert (found.seconds, found.host) == (30.0, True)
    long = verdict(answer(503, retry_after="Thu, 01 Jul 2021 11:00:00 GMT"))
    assert isinstance(long, Lost)
    assert (long.seconds, long.passing) == (7200.0, True)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (None, 0.0),
        ("", 0.0),
        ("12", 12.0),
        (" 7 ", 7.0),
        ("-5", 0.0),
        ("soon", 0.0),
        ("Thu, 01 Jul 2021 09:00:30 GMT", 30.0),
        ("Thu, 01 Jul 2021 08:00:00 GMT", 0.0),
        ("9" * 40, 86_400.0 * 365),
    ],
)
def test_the_forms_of_a_wanted_wait(said: str | None, seconds: float) -> None:
    assert wanted_wait(said, NOW) == seconds


@given(st.text(max_size=60))
def test_no_wanted_wait_is_below_nothing(said: str) -> None:
    assert wanted_wait(said, NOW) >= 0


def test_each_wait_is_about_twice_the_one_before_and_drawn_by_chance() -> None:
    chance = Random(5)
    waits = [[backoff(tried, PARAMS, chance) for _ in range(200)] for tried in (1, 2, 3)]
    for tried, drawn in enumerate(waits):
        length = 2.0 * 2**tried
        assert min(drawn) >= 0.5 * length
        assert max(drawn) <= 1.5 * length
        assert max(drawn) - min(drawn) > 0.5 * length
    assert backoff(1, PARAMS, Random(9)) == backoff(1, PARAMS, Random(9))
    assert backoff(60, PARAMS, Random(9)) <= 450.0


def test_what_failed_on_the_way() -> None:
    passing = FetchError("timeout", "late", passing=True)
    assert isinstance(verdict(passing), Again)
    ours = verdict(FetchError("private", "inside", ours=True))
    assert ours == Lost(reason="private", detail="inside", ours=True)
