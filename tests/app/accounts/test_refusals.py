"""The log says which sign-ins and pages were refused, and why, by the number of the account alone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from structlog.testing import capture_logs

from app.accounts import limits
from app.store import staff
from tests.app.staffed import CLOSED, OPEN, OTHERS, enter_code, enter_password, sign_in, token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.testing import FlaskClient

    from app.installation import Installation


def _refused(logged: Sequence[Any]) -> list[tuple[str, str, int | None]]:
    return [(row["why"], row["view"], row["account"]) for row in logged if row["event"] == "refused"]


def test_refused_sign_ins_are_in_the_log(client: FlaskClient, installation: Installation) -> None:
    sam = staff.find(installation.database, "inspector@example.org")
    assert sam is not None
    with capture_logs() as logged:
        enter_password(client, "nobody@example.org", "guessed by somebody")
        for _ in range(limits.FREE + 1):
            enter_password(client, sam.email, "guessed by somebody")
    wrong = ("password", "accounts.sign_in", sam.id)
    assert _refused(logged) == [
        ("password", "accounts.sign_in", None),
        *[wrong] * limits.FREE,
        ("wait", "accounts.sign_in", sam.id),
    ]
    assert "guessed" not in str(logged)
    assert "example.org" not in str(logged)


def test_a_wrong_code_is_in_the_log(client: FlaskClient, installation: Installation) -> None:
    sam = staff.find(installation.database, "inspector@example.org")
    assert sam is not None
    enter_password(client, sam.email)
    with capture_logs() as logged:
        enter_code(client, "123456")
    assert _refused(logged) == [("code", "accounts.second_factor", sam.id)]


def test_pages_that_somebody_may_not_see_are_in_the_log(client: FlaskClient, installation: Installation) -> None:
    sam = staff.find(installation.database, "inspector@example.org")
    assert sam is not None
    sign_in(client)
    with capture_logs() as logged:
        assert client.get("/inspectors/record").status_code == 403
        assert client.get(f"/inspectors/{OTHERS}/lines").status_code == 404
    assert _refused(logged) == [("role", "people.record", sam.id), ("inspection", "inspectors.lines", sam.id)]


def test_a_form_that_our_page_did_not_make_is_in_the_log(client: FlaskClient) -> None:
    sign_in(client)
    with capture_logs() as logged:
        client.post("/inspectors/sign-out", data={"csrf_token": "of nobody"})
        client.post(f"/{OPEN}/young-people/stop", data={"csrf_token": "of nobody"})
    assert _refused(logged) == [("form", "accounts.sign_out", None), ("form", "respond.clear", None)]
    assert client.get("/inspectors/").status_code == 200, "nobody was signed out"


def test_four_words_that_open_nothing_are_in_the_log_and_the_words_are_not(client: FlaskClient) -> None:
    address = f"/{OPEN}/young-people/come-back"
    words = {"csrf_token": token(client.get(address)), "words": "apple armchair river window"}
    with capture_logs() as logged:
        assert client.post(address, data=words).status_code != 200
    assert [why for why, _, _ in _refused(logged)] == ["words"]
    assert "apple" not in str(logged)


def test_a_file_that_is_no_copy_is_in_the_log_without_its_name(client: FlaskClient, installation: Installation) -> None:
    sam = staff.find(installation.database, "inspector@example.org")
    assert sam is not None
    sign_in(client)
    address = f"/inspectors/{CLOSED}/copies"
    files = [(io.BytesIO(b"no copy at all"), "letter-about-a-child.docx")]
    form = {"csrf_token": token(client.get(address)), "channel": "school", "files": files}
    with capture_logs() as logged:
        client.post(address, data=form, content_type="multipart/form-data")
    assert _refused(logged) == [("file", "inspectors.take", sam.id)]
    assert "child" not in str(logged)
