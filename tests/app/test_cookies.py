"""Over HTTPS the names of cookies have prefixes that browsers hold to, and a cookie of ours without one is nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import config, cookies, create_app
from app import installation as installations

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask


@pytest.mark.parametrize(
    ("sent", "over_https", "over_http"),
    [
        ("heard_look=a", "", "heard_look=a"),
        ("__Host-heard_look=a; __Secure-heard_draft=b", *["heard_look=a; heard_draft=b"] * 2),
        ("heard=forged;__Host-heard=ours; theirs=c", "heard=ours; theirs=c", "heard=forged; heard=ours; theirs=c"),
        ("__Host-theirs=d", "__Host-theirs=d", "__Host-theirs=d"),
    ],
)
def test_over_https_only_cookies_with_a_prefix_are_taken_for_ours(sent: str, over_https: str, over_http: str) -> None:
    assert cookies.plain(sent, secure=True) == over_https
    assert cookies.plain(sent, secure=False) == over_http


@pytest.mark.parametrize(
    ("cookie", "prefix"),
    [
        ("heard_look=a; Secure; Path=/", "__Host-"),
        ("heard_look=a; Secure; Path=/; SameSite=Lax", "__Host-"),
        ("heard_draft=b; Secure; Path=/kent-1234/; SameSite=Lax", "__Secure-"),
    ],
)
def test_a_cookie_for_all_addresses_is_the_hosts_and_any_other_only_secure(cookie: str, prefix: str) -> None:
    assert cookies.prefixed(cookie) == prefix + cookie


@pytest.mark.parametrize(("address", "name"), [("https://heard.example", "__Host-heard_look"), ("", "heard_look")])
def test_a_choice_of_the_look_comes_back_by_the_name_that_it_went_out_with(
    tmp_path: Path, address: str, name: str
) -> None:
    client = _served(tmp_path, address).test_client(use_cookies=False)
    page = client.get("/look")
    form = page.headers["Set-Cookie"].partition(";")[0]
    proof = page.text.partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = client.post("/look", data={"size": "150", "csrf_token": proof}, headers={"Cookie": form})
    kept = [value.partition(";")[0] for value in answer.headers.getlist("Set-Cookie")]
    assert [one.partition("=")[0] for one in kept] == [name]
    assert 'data-size="150"' in client.get("/look", headers={"Cookie": kept[0]}).text
    bare = kept[0].removeprefix("__Host-")
    assert ('data-size="150"' in client.get("/look", headers={"Cookie": bare}).text) is not bool(address)


def _served(folder: Path, address: str) -> Flask:
    settings = config.settings({"HEARD_HOME": str(folder), "HEARD_PUBLIC_ADDRESS": address})
    return create_app(installations.installation(settings))
