from __future__ import annotations

import contextlib
import socket
from typing import Any

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import FetchError
from service.sources.exchange import Validators, charset_of, exchange
from service.sources.lanes import host_of, origin_of
from service.sources.network import NetworkParams
from service.sources.reach import CheckedNetwork, TimedStream, resolve
from tests.sources.server import Handler, Site, serving

INSIDE = NetworkParams(allow_private=True, total_s=5.0)


def nowhere(*_rest: Any, **_more: Any) -> Any:
    raise socket.gaierror(socket.EAI_NONAME, "no such name")


@given(
    st.one_of(
        st.text(max_size=60),
        st.text(max_size=60).map("https://a.example/".__add__),
        st.text(max_size=60).map("https://".__add__),
        st.from_regex(r"https?://[\w.:@\[\]-]{1,40}/[ -~]{0,20}", fullmatch=True),
    )
)
def test_no_address_breaks_anything(address: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("socket.getaddrinfo", nowhere)
        with pytest.raises(FetchError) as caught:
            exchange(address, NetworkParams())
    assert caught.value.reason in {"address", "no-host"}
    with contextlib.suppress(ValueError):
        assert origin_of(address).endswith(host_of(address))


def test_validators_are_sent_and_an_unchanged_document_costs_no_body() -> None:
    with serving() as site:
        site.pages["/a"] = (
            200,
            {"Content-Type": "text/html", "ETag": 'W/"7"', "Last-Modified": "yesterday"},
            b"<p>a</p>",
        )
        first = exchange(f"{site.root}/a", INSIDE)
        assert first.status == 200
        assert first.validators == Validators(etag='W/"7"', modified="yesterday")
        again = exchange(f"{site.root}/a", INSIDE, first.validators)
        assert (again.status, again.body) == (304, b"")
        assert exchange(f"{site.root}/a", INSIDE, Validators(etag='"8"')).status == 200


def test_a_validator_that_cannot_be_sent_back_is_dropped() -> None:
    with serving() as site:
        site.pages["/a"] = (200, {"ETag": '"' + "x" * 2_000 + '"'}, b"<p>a</p>")
        assert exchange(f"{site.root}/a", INSIDE).validators == Validators()


def test_addresses_in_arabic_are_asked_for_as_they_should_be() -> None:
    with serving() as site:
        site.pages["/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1"] = (200, {}, b"found")
        assert exchange(f"{site.root}/أخبار/1", INSIDE).body == b"found"


def test_no_cookie_no_password_and_our_own_name_are_sent() -> None:
    seen: list[dict[str, str]] = []

    def page(handler: Handler) -> tuple[int, dict[str, str], bytes]:
        seen.append(dict(handler.headers.items()))
        return 200, {"Set-Cookie": "a=b"}, b"x"

    with serving() as site:
        site.pages["/"] = page
        place = site.root.replace("://", "://user:secret@")
        for _ in range(2):
            exchange(f"{place}/", INSIDE)
        port = site.server.server_port
    for said in seen:
        assert said["User-Agent"] == INSIDE.agent
        assert said["Host"] == f"127.0.0.1:{port}"
        assert not {"Cookie", "Authorization"} & said.keys()


def test_the_next_number_is_tried_where_the_first_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving() as site:
        site.pages["/"] = (200, {}, b"here")
        port = site.server.server_port
        real = socket.getaddrinfo

        def two(host: Any, *rest: Any, **more: Any) -> Any:
            if host != "two.example":
                return real(host, *rest, **more)
            return [
                (socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))
                for number in ("127.0.0.9", "127.0.0.1")
            ]

        monkeypatch.setattr("socket.getaddrinfo", two)
        assert exchange(f"http://two.example:{port}/", INSIDE).body == b"here"


def test_encryption_is_held_to_the_name_not_to_the_number(
    monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    """The certificate must be the name's own, though the connection goes to a number."""
    named: list[str | None] = []

    def start_tls(stream: TimedStream, **said: Any) -> Any:
        stream.close()
        named.append(said["server_hostname"])
        raise httpcore.ConnectError("no encryption in this test")

    real = socket.getaddrinfo

    def here(host: Any, *rest: Any, **more: Any) -> Any:
        return real("127.0.0.1" if host == "name.example" else host, *rest, **more)

    monkeypatch.setattr("socket.getaddrinfo", here)
    monkeypatch.setattr("service.sources.reach.TimedStream.start_tls", start_tls)
    with pytest.raises(FetchError):
        exchange(f"https://name.example:{site.server.server_port}/", INSIDE)
    assert named == ["name.example"]


def test_a_connection_that_comes_too_late_is_not_made() -> None:
    network = CheckedNetwork(allow_private=True, connect_s=1.0, total_s=0.0)
    with pytest.raises(Exception, match="over"):
        network.connect_tcp("127.0.0.1", 9)


def test_a_name_server_at_fault_is_a_passing_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def at_fault(*_rest: Any, **_more: Any) -> Any:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    monkeypatch.setattr("socket.getaddrinfo", at_fault)
    with pytest.raises(FetchError) as caught:
        resolve("a.example", 80, allow_private=False)
    assert caught.value.passing


@pytest.mark.parametrize(
    ("said", "charset"),
    [
        ("text/html; charset=UTF-8", "UTF-8"),
        ('text/html;charset="windows-1256"', "windows-1256"),
        ("text/html", None),
        ("", None),
    ],
)
def test_the_charset_that_a_type_names(said: str, charset: str | None) -> None:
    assert charset_of(said) == charset
