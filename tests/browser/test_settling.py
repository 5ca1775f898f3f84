"""An inspector takes copies in, settles what is in doubt and types a paper copy in, with the keyboard alone."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Final

import pytest

from app import create_app
from app.accounts import passwords
from app.store import copies, staff, submissions
from app.store.staff import Role
from exports import word
from surveys.definitions import newest
from surveys.questionnaire import EASY_ENGLISH
from surveys.submissions import Mode
from tests.app.staffed import a_recovery_code, set_up_phone
from tests.browser.conftest import Served, opened
from tests.browser.places import CODE
from tests.exports.filled_copies import fill

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

EMAIL: Final = "settler@example.org"
PASSWORD: Final = "plain violet kettle"
PAGE: Final = f"/inspectors/{CODE}/copies"


@pytest.fixture(scope="module")
def inspector(served: Served) -> str:
    """Give an inspector, by email address."""
    return add_inspector(served, EMAIL)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, served: Served) -> list[Path]:
    """Give three files: a clear copy, one with two doubts, and one that is no copy at all."""
    asked = newest("young-people").with_local_choices(())
    reference = str(word.Reference(code=CODE, group=asked.group, version=asked.version, language=EASY_ENGLISH))
    pictures = served.installation.pictures
    empty = word.write(asked, EASY_ENGLISH, reference, pictures, f"https://example.org/{CODE}/young-people")
    folder = tmp_path_factory.mktemp("filled")
    contents = {
        "clear.docx": fill(empty, {"help_health": ["no"]}),
        "doubtful.docx": fill(empty, {"help_health": ["no", "yes"], "friends_clubs": ["yes", "no"]}),
        "photo.jpg": b"\xff\xd8\xff",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


def add_inspector(served: Served, email: str) -> str:
    """Add an inspector of the open inspection's who has set up a phone."""
    app = create_app(served.installation)
    with app.app_context():
        hashed = passwords.hashed(PASSWORD, email)
    database = served.installation.database
    staff.add(database, email=email, name="Sam Green", role=Role.INSPECTOR, password_hash=hashed, codes=(CODE,))
    set_up_phone(app, email)
    return email


def sign_in(page: Page, served: Served, wanted: str, email: str = EMAIL) -> None:
    page.goto(wanted)
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code").fill(a_recovery_code(create_app(served.installation).test_client(), email))
    page.get_by_role("button", name="Go on").click()


@pytest.mark.usefixtures("inspector")
def test_copies_are_taken_in_and_settled_by_key(chromium: Browser, served: Served, filled: list[Path]) -> None:
    before = served.stored()
    database = served.installation.database
    with opened(chromium, served, width=1280) as (page, eyes):
        sign_in(page, served, PAGE)
        eyes.look(page)
        page.locator("#files").set_input_files(filled)
        page.get_by_role("button", name="Take in").click()
        page.get_by_text("3 of 3 done, 1 stored.").wait_for()
        eyes.look(page)
        assert served.stored() == before + 1
        page.get_by_role("link", name="See what waits").click()
        page.get_by_role("button", name="Settle what is in doubt").click()
        page.get_by_role("heading", level=1).filter(has_text="health services").wait_for()
        eyes.look(page)
        page.set_viewport_size({"width": 320, "height": 640})
        eyes.look(page)
        with page.expect_navigation():
            page.keyboard.press("3")
        page.get_by_role("heading", level=1).filter(has_text="things you like").wait_for()
        with page.expect_navigation():
            page.keyboard.press("1")
        page.wait_for_url(f"**{PAGE}")
    assert served.stored() == before + 2
    assert copies.queue(database, CODE, served.installation.clock()).waiting == 0


@pytest.mark.usefixtures("inspector")
def test_a_paper_copy_is_typed_in_without_a_mouse(chromium: Browser, served: Served) -> None:
    before = served.stored()
    with opened(chromium, served, width=1280) as (page, eyes):
        sign_in(page, served, f"/inspectors/{CODE}/by-hand/young-people")
        eyes.look(page)
        for key in ("2", "1", "1"):  # with help, of a parent, at a mainstream school
            page.keyboard.press(key)
        for _press in range(60):
            if page.evaluate("document.activeElement.id") == "store":
                break
            if page.evaluate("document.activeElement.matches('textarea')"):
                page.keyboard.type("More clubs")
                page.keyboard.press("Control+Enter")
            elif page.evaluate("document.activeElement.name") in {"q-help_health", "q-age"}:
                page.keyboard.press("2")
            else:
                page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        page.get_by_text("Stored. The next form is ready below.").wait_for()
        eyes.look(page)
        page.set_viewport_size({"width": 320, "height": 640})
        eyes.look(page)
    assert served.stored() == before + 1
    modes = [count.mode for count in submissions.counts(served.installation.database, CODE)]
    assert Mode.PAPER in modes


@pytest.mark.usefixtures("inspector")
def test_both_pages_work_without_scripts(chromium: Browser, served: Served, filled: list[Path]) -> None:
    before = served.stored()
    with opened(chromium, served, width=1280, scripts=False) as (page, _):
        sign_in(page, served, PAGE)
        page.locator("#files").set_input_files(filled[2])
        page.get_by_role("button", name="Take in").click()
        page.get_by_role("heading", name="0 of 1 stored").wait_for()
        page.goto(f"/inspectors/{CODE}/by-hand/practitioners")
        page.locator("textarea").first.fill("More time to talk")
        page.get_by_role("button", name="Store").click()
        page.get_by_text("Stored. The next form is ready below.").wait_for()
    assert served.stored() == before + 1


def in_doubt(empty: bytes, number: int) -> bytes:
    """Return a copy with three doubts, and an answer of its own so that no two copies are alike."""
    clear = {"better": [f"Copy {number} asks for more clubs"], "good": ["My teacher"]}
    doubts = {name: ["no", "yes"] for name in ("help_health", "friends_clubs", "listened_to")}
    return fill(empty, clear | doubts)


@pytest.mark.usefixtures("inspector")
def test_a_batch_of_doubts_takes_one_key_each_and_two_people_never_get_the_same(
    chromium: Browser, served: Served, tmp_path: Path
) -> None:
    database = served.installation.database
    another = add_inspector(served, "other@example.org")
    asked = newest("young-people").with_local_choices(())
    reference = str(word.Reference(code=CODE, group=asked.group, version=asked.version, language=EASY_ENGLISH))
    empty = word.write(asked, EASY_ENGLISH, reference, served.installation.pictures, f"https://example.org/{CODE}")
    for number in range(4):
        (tmp_path / f"{number}.docx").write_bytes(in_doubt(empty, number))
    before = served.stored()
    with opened(chromium, served, width=1280) as (one, _), opened(chromium, served, width=1280) as (other, _):
        sign_in(one, served, PAGE)
        sign_in(other, served, PAGE, another)
        one.locator("#files").set_input_files(sorted(tmp_path.iterdir()))
        one.get_by_role("button", name="Take in").press("Enter")
        one.get_by_text("4 of 4 done, 0 stored.").wait_for(timeout=90_000)
        settled: dict[str, list[str]] = {"one": [], "other": []}
        for page in (one, other):
            page.goto(PAGE)
            with page.expect_navigation():
                page.get_by_role("button", name="Settle what is in doubt").press("Enter")
        for name, page in (("one", one), ("other", other)) * 6:
            page.wait_for_url(f"**{PAGE}/*")
            settled[name].append(page.url)
            with page.expect_navigation():
                page.keyboard.press("1")
        one.wait_for_url(f"**{PAGE}")
    assert len(settled["one"]) == len(settled["other"]) == 6
    assert set(settled["one"]).isdisjoint(settled["other"])
    assert served.stored() == before + 4
    assert copies.queue(database, CODE, served.installation.clock()).waiting == 0


DROP: Final = """
(form, files) => {
  const dropped = new DataTransfer();
  for (const [name, content] of files) {
    dropped.items.add(new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], name));
  }
  form.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
}
"""


@pytest.mark.usefixtures("inspector")
def test_files_that_are_dropped_are_taken_in_one_after_the_other(
    chromium: Browser, served: Served, filled: list[Path]
) -> None:
    before = served.stored()
    clear = filled[0].read_bytes()
    dropped = [("broken.docx", clear[:2000]), ("new.docx", fill(clear, {"help_education": ["yes"]}))]
    dropped += [("again.docx", dropped[1][1]), ("photo.jpg", b"\xff\xd8\xff")]
    with opened(chromium, served, width=1280) as (page, eyes):
        sign_in(page, served, PAGE)
        files = [[name, b64encode(content).decode()] for name, content in dropped]
        page.locator("[data-taking]").evaluate(DROP, files)
        page.get_by_text("4 of 4 done, 1 stored.").wait_for()
        said = page.locator("[data-files] li").all_inner_texts()
        eyes.look(page)
        page.get_by_role("link", name="See what waits").click()
        page.get_by_role("button", name="Settle what is in doubt").click()
        page.get_by_role("heading", level=1).filter(has_text="taken in before").wait_for()
        eyes.look(page)
        page.keyboard.press("2")  # the same one: don’t count it again
        page.wait_for_url(f"**{PAGE}")
    assert [line.split()[0] for line in said] == ["broken.docx", "new.docx", "again.docx", "photo.jpg"]
    assert "Not taken:" in said[0]
    assert "Stored." in said[1]
    assert "A person must look: This file was taken in before." in said[2]
    assert "Not taken:" in said[3]
    assert served.stored() == before + 1
