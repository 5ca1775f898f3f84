"""What the nominated officer was shown stands in the record, under the inspection's code and without their address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store import audit, inspections
from surveys.inspections import Inspection

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.installation import Installation
    from tests.app.staffed import Clock


def test_an_officer_who_looks_is_recorded_by_the_inspections_code(
    client: FlaskClient, installation: Installation, clock: Clock
) -> None:
    database, token = installation.database, inspections.new_token()
    kent = inspections.find(database, "kent-1000")
    made = Inspection(code="kent-2000", area=kent.area, window=kent.window, partnership_token=token)
    inspections.add(database, installation.keys, made)
    assert client.get(f"/partnership/{token}").status_code == 200
    assert client.get("/partnership/another").status_code == 404
    for address in (token, "another"):
        assert client.options(f"/partnership/{address}").status_code == 405, "a question about a page is no look at it"
    (row,) = audit.latest(database, most=10)
    assert (row.actor, row.action, row.object) == ("officer:kent-2000", "partnership.looked", "kent-2000")
    assert row.moment == clock.now
