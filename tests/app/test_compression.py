"""Pages as they go over the wire: whole again when unpacked, and with no secret compressed."""

from __future__ import annotations

import gzip

import pytest
from flask import Blueprint, Flask, Response
from hypothesis import given
from hypothesis import strategies as st

from app import compression
from app.compression import FILLED_UP_TO, Squeezed, keep_out, squeeze

SECRETS = ("a-secret-of-one-form", "another")
PAGES = st.lists(st.one_of(st.binary(max_size=3000), st.sampled_from([one.encode() for one in SECRETS]))).map(b"".join)


@given(page=PAGES)
def test_what_is_unpacked_is_the_page(page: bytes) -> None:
    assert gzip.decompress(squeeze(page)) == page
    assert gzip.decompress(squeeze(page, SECRETS)) == page


@given(page=PAGES, proof=st.binary(min_size=1, max_size=200))
def test_a_page_kept_with_gaps_is_the_page_with_anybodys_proof(page: bytes, proof: bytes) -> None:
    kept = Squeezed(page, b"a-secret-of-one-form")
    assert kept.plain(proof) == proof.join(page.split(b"a-secret-of-one-form"))
    assert gzip.decompress(kept.squeezed(proof)) == kept.plain(proof)


@given(guess=st.text(alphabet="abcdef0123456789", min_size=1, max_size=64), times=st.integers(1, 20))
def test_a_page_that_repeats_a_guess_is_as_long_whether_or_not_it_is_right(guess: str, times: int) -> None:
    right, wrong = guess + "0" * 64, "z" * len(guess) + "0" * 64
    lengths = {
        len(squeeze(f"<p>{guess * times}</p><input value='{secret}'>".encode(), [secret])) for secret in (right, wrong)
    }
    assert len(lengths) == 1


@given(page=st.binary(max_size=5000))
def test_its_length_is_filled_up(page: bytes) -> None:
    assert len(squeeze(page)) % FILLED_UP_TO == 0
    assert len(Squeezed(page, b"gap").squeezed(b"one")) % FILLED_UP_TO == 0


def _app() -> Flask:
    app, pages = Flask(__name__), Blueprint("respond", __name__)
    compression.set_up(app)
    pages.add_url_rule("/page", "check", lambda: f"<p>{'words ' * 500}{keep_out('a secret')}</p>")
    pages.add_url_rule("/stop", "stop", lambda: "<p>four easy words</p>")
    pages.add_url_rule("/refused", "question", lambda: ("<p>no</p>", 400))
    pages.add_url_rule("/picture", "all", lambda: Response("<svg/>", mimetype="image/svg+xml"))
    app.register_blueprint(pages)
    app.add_url_rule("/staff", "staff", lambda: "<p>Sign in</p>")
    return app


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip", "gzip, deflate, br, zstd", "*"])
def test_a_page_is_compressed_for_a_browser_that_takes_it(accepted: str) -> None:
    answer = _app().test_client().get("/page", headers={"Accept-Encoding": accepted})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert int(answer.headers["Content-Length"]) == len(answer.data) < 600
    assert b"a secret" in answer.data
    assert gzip.decompress(answer.data).decode() == f"<p>{'words ' * 500}a secret</p>"


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "br"])
def test_a_page_is_sent_as_it_is_to_a_browser_that_does_not(accepted: str) -> None:
    answer = _app().test_client().get("/page", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.text.startswith("<p>words")


@pytest.mark.parametrize("address", ["/stop", "/refused", "/picture", "/staff"])
def test_pages_with_secrets_of_other_kinds_and_all_else_are_not_compressed(address: str) -> None:
    answer = _app().test_client().get(address, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
