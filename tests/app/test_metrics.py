"""What Prometheus may ask, and what it is never told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.metrics import SENT, Counters
from tests.app.respond.conftest import CODE, client, clock, place

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.client import Client

__all__ = ["client", "clock", "place"]

AT = f"/{CODE}/young-people"
_LINE = re.compile(r'(# (HELP|TYPE) \w+ .+)|(\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? [0-9.e+-]+)')


def test_pages_and_answers_are_counted_without_saying_whose(client: Client) -> None:
    client.press(client.get(f"{AT}/better"), given={"answer": "Marmalade"})
    client.press(client.get(f"{AT}/check"))
    client.get("/nowhere-at-all", status=404)
    response = client.browser.get("/metrics")
    assert response.mimetype == "text/plain"
    lines = response.text.splitlines()
    assert all(_LINE.fullmatch(line) for line in lines)
    assert f"{SENT} 1" in lines
    assert 'heard_requests_total{part="respond",status="4xx"} 1' in lines
    assert CODE not in response.text
    assert "Marmalade" not in response.text


def test_what_comes_through_a_proxy_finds_nothing(client: Client) -> None:
    for name in ("X-Forwarded-For", "Forwarded", "Via"):
        assert client.browser.get("/metrics", headers={name: "for=1"}).status_code == 404


def test_buckets_grow_and_end_with_all(tmp_path: Path) -> None:
    counters = Counters(tmp_path / "counters" / "1")
    for seconds in (0.001, 0.02, 0.02, 3.0, 99.0):
        counters.answered("staff", 200, seconds)
    written = Counters(tmp_path / "counters" / "2").written()
    found = [float(one) for one in re.findall(r'seconds_bucket\{part="staff",le="[^"]+"\} (\S+)', written)]
    assert found == sorted(found)
    assert found[0] == 1
    assert found[-1] == 5
    assert 'heard_request_seconds_count{part="staff"} 5' in written
