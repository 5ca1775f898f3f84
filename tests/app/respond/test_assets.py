"""Addresses of styles and pictures hold a hash of the file, and what they name is served."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.respond.assets import asset, picture

if TYPE_CHECKING:
    from tests.app.client import Client
    from tests.app.respond.conftest import Place


@pytest.mark.parametrize("name", ["heard.css", "heard.js", "sound.js", "icon.svg"])
def test_a_built_file_is_served_for_a_year_under_an_address_of_its_content(client: Client, name: str) -> None:
    assert asset(name).startswith(f"/static/{name}?v=")
    with client.browser.get(asset(name)) as response:
        assert response.status_code == 200
        assert "max-age=31536000" in response.headers["Cache-Control"]


def test_a_picture_is_served(client: Client, place: Place) -> None:
    with place.app.app_context():
        address = picture("doctor")
    with client.browser.get(address) as response:
        assert response.status_code == 200
        assert response.mimetype == "image/svg+xml"


def test_a_file_that_was_not_built_still_has_an_address() -> None:
    assert asset("not-there.css") == "/static/not-there.css"


def test_every_page_of_a_first_visit_is_small(client: Client) -> None:
    page = client.get("/kent-4827/young-people")
    addresses = {str(tag.get("href") or tag["src"]) for tag in page.all("link[href], script[src], img[src]")}
    sizes = {}
    for address in addresses:
        with client.browser.get(address, headers={"Accept-Encoding": "br, gzip"}) as response:
            assert response.status_code == 200
            sizes[address] = len(response.data)
    assert sum(sizes.values()) + len(page.response.data) < 100_000, sizes
