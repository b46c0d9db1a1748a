from __future__ import annotations

import gzip
from importlib.resources import files
from typing import Any

import pytest
from litestar.testing import TestClient

from dashboards.assets import PLOTLY, STATIC, Assets

Client = TestClient[Any]


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets()


def test_plotly_is_its_own_package_s_file(assets: Assets) -> None:
    asset = assets.get(PLOTLY)
    assert asset is not None
    assert asset.packed is not None
    plain = files("plotly").joinpath("package_data", PLOTLY).read_bytes()
    assert gzip.decompress(asset.packed) == plain
    assert len(asset.packed) < len(plain) / 3
    assert not (STATIC / PLOTLY).exists()


def test_files_are_kept_for_ever_under_their_digest(client: Client, assets: Assets) -> None:
    for name in ("site.css", "plot.js", "mark.svg", "fonts/noto-naskh-arabic.woff2", PLOTLY):
        answer = client.get(assets.address(name))
        assert answer.status_code == 200, name
        assert "immutable" in answer.headers["cache-control"], name
        assert answer.headers["x-content-type-options"] == "nosniff"
        tag = {"if-none-match": answer.headers["etag"]}
        assert client.get(assets.address(name), headers=tag).status_code == 304


def test_an_old_address_still_answers_and_is_not_kept(client: Client) -> None:
    answer = client.get("/static/old/site.css")
    assert answer.status_code == 200
    assert "immutable" not in answer.headers["cache-control"]


def test_those_who_cannot_unpack_get_the_plain_file(client: Client, assets: Assets) -> None:
    address = assets.address("site.css")
    plain = client.get(address, headers={"accept-encoding": "identity"})
    packed = client.get(address, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert plain.content == packed.content == (STATIC / "site.css").read_bytes()


@pytest.mark.parametrize("name", ["../app.py", "..%2Fapp.py", "fonts/../../app.py", "%00", "fonts"])
def test_nothing_outside_the_folder_is_served(client: Client, name: str) -> None:
    assert client.get(f"/static/x/{name}").status_code in {400, 404}


def test_the_fonts_have_their_licence_and_stay_small() -> None:
    fonts = list((STATIC / "fonts").glob("*.woff2"))
    assert fonts
    assert sum(one.stat().st_size for one in fonts) < 320_000
    licence = (STATIC / "fonts" / "OFL.txt").read_text()
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    for one in fonts:
        assert one.name in licence or one.name.rsplit("-", 1)[0] in licence, one.name


def test_the_style_sheet_asks_only_for_files_beside_it() -> None:
    import re

    for address in re.findall(r'url\("([^"]+)"\)', (STATIC / "site.css").read_text()):
        assert address.startswith("data:image/svg+xml,") or (STATIC / address).is_file(), address


def test_the_mark_is_where_browsers_look(client: Client) -> None:
    assert client.get("/favicon.ico").headers["content-type"].startswith("image/svg")
    assert client.get("/robots.txt").text.startswith("User-agent")
