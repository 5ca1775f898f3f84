"""Takes every kind of page that respondents meet as a phone and as a desk show it, all on one sheet for each."""

from __future__ import annotations

import base64
import html
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

from screenshots import HERE, PICTURES, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

SURVEY: Final = "/open-demo/young-people"
SCREENS: Final = {"phone": (390, 844), "desk": (1280, 800)}
SHRUNK: Final = {"phone": 195, "desk": 400}
"""How wide each page is on its sheet, in pixels."""
ACROSS: Final = {"phone": 8, "desk": 4}
QUALITY: Final = 72


def _nothing(_page: Page) -> None:
    """Leave the page as it comes."""


def _press(name: str) -> Callable[[Page], None]:
    def press(page: Page) -> None:
        with page.expect_navigation():
            page.get_by_role("button", name=name).first.click()

    return press


def _choose(page: Page) -> None:
    page.locator(".option__input").nth(1).check(force=True)


def _write_too_much(page: Page) -> None:
    page.locator("textarea").fill("Shorter waits, please. " * 500)
    with page.expect_navigation():
        page.locator("#next").click()


def _answer_everything(page: Page) -> None:
    """Answer the survey from where it stands to the page where answers are checked."""
    while "/check" not in page.url:
        if page.locator(".option__input").count():
            page.locator(".option__input").first.check(force=True)
        elif page.locator("textarea").count():
            page.locator("textarea").fill("Shorter waits.\nLetters in words that I know.")
        with page.expect_navigation():
            page.locator("#next").click()


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One page: what it is, where it is, what is done there before it is taken, and the look that is worn."""

    words: str
    address: str
    first: Callable[[Page], None] = _nothing
    look: dict[str, str] = field(default_factory=dict)


SHOTS: Final = (
    Shot(words="Type the code", address="/"),
    Shot(words="A code that is not there", address="/?code=nope"),
    Shot(words="Choose a survey", address="/open-demo"),
    Shot(words="Young people: start", address=SURVEY),
    Shot(words="Parents and carers: start", address="/open-demo/parents-and-carers"),
    Shot(words="Practitioners: start", address="/open-demo/practitioners"),
    Shot(words="Who is answering?", address=f"{SURVEY}/who_answered"),
    Shot(words="A question", address=f"{SURVEY}/help_in_time", first=_choose),
    Shot(words="A question for practitioners", address="/open-demo/practitioners/work_together"),
    Shot(words="More than one answer", address=f"{SURVEY}/need"),
    Shot(words="In your own words", address=f"{SURVEY}/better"),
    Shot(words="Words that are too long", address=f"{SURVEY}/better", first=_write_too_much),
    Shot(words="All questions on one page", address=f"{SURVEY}/all"),
    Shot(words="The survey has ended", address="/closed-demo/young-people"),
    Shot(words="Who reads my answers?", address=f"{SURVEY}/who-reads"),
    Shot(words="Get help now", address="/get-help"),
    Shot(words="How to use this survey", address="/help"),
    Shot(words="For people who help", address="/helpers"),
    Shot(words="About this survey", address="/about"),
    Shot(words="Privacy", address="/privacy"),
    Shot(words="Accessibility", address="/accessibility"),
    Shot(words="No such page", address="/open-demo/no-such-survey"),
    Shot(words="Change the look", address="/look"),
    *(
        Shot(words=f"Colours: {name}", address=f"{SURVEY}/help_health", first=_choose, look={"colours": name})
        for name in ("cream", "blue", "dark", "black-yellow")
    ),
    Shot(words="Biggest words", address=f"{SURVEY}/help_health", look={"size": "200"}),
    Shot(words="OpenDyslexic", address=f"{SURVEY}/help_health", look={"letters": "opendyslexic", "spacing": "wide"}),
    Shot(words="No pictures", address=f"{SURVEY}/help_health", look={"pictures": "hidden"}),
    Shot(words="Check your answers", address=f"{SURVEY}/who_answered", first=_answer_everything),
    Shot(words="Stop for now", address=f"{SURVEY}/stop", first=_press("Get my 4 words")),
    Shot(words="My answers", address=f"{SURVEY}/my-answers"),
    Shot(words="Sent", address=f"{SURVEY}/check", first=_press("Send my answers")),
    Shot(words="Come back", address=f"{SURVEY}/come-back"),
    Shot(words="Bring a file back", address=f"{SURVEY}/bring-back"),
    Shot(words="Take answers back", address="/open-demo/take-back"),
)


def taken(browser: Browser, address: str, screen: str) -> Iterator[tuple[str, bytes]]:
    """Take every page as this screen shows it, in easy words; give each with its words."""
    width, height = SCREENS[screen]
    context = browser.new_context(base_url=address, viewport={"width": width, "height": height})
    page = context.new_page()
    for shot in SHOTS:
        page.goto(f"{shot.address}{'&' if '?' in shot.address else '?'}lang=en-simple")
        shot.first(page)
        page.evaluate(
            "look => { Object.assign(document.documentElement.dataset, look);"
            " document.activeElement.matches('[data-focus]') || document.activeElement.blur(); scrollTo(0, 0) }",
            shot.look,
        )
        page.evaluate("document.fonts.ready")
        yield shot.words, page.screenshot()
    context.close()


def sheet(browser: Browser, screen: str, pages: Iterator[tuple[str, bytes]]) -> bytes:
    """Lay the pages out on one sheet, each with its words below."""
    cells = "".join(
        f'<figure><img src="data:image/png;base64,{base64.b64encode(picture).decode()}">'
        f"<figcaption>{html.escape(words)}</figcaption></figure>"
        for words, picture in pages
    )
    style = (
        f"body {{ display: grid; grid-template-columns: repeat({ACROSS[screen]}, {SHRUNK[screen]}px); gap: 16px;"
        " margin: 16px; background: #dfe5e7; font: 13px sans-serif }"
        " figure { margin: 0 } img { width: 100%; border: 1px solid #6b7c82 } figcaption { margin-top: 4px }"
    )
    width = 16 + ACROSS[screen] * (SHRUNK[screen] + 16)
    page = browser.new_page(viewport={"width": width, "height": 600})
    page.set_content(f"<!doctype html><title>{screen}</title><style>{style}</style>{cells}", wait_until="load")
    picture = page.screenshot(full_page=True, type="jpeg", quality=QUALITY)
    page.close()
    return picture


def take() -> None:
    """Take both sheets."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with running() as (address, _said), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell"), args=["--no-sandbox"]
        )
        for screen in SCREENS:
            file = PICTURES / f"pages-{screen}.jpg"
            file.write_bytes(sheet(browser, screen, taken(browser, address, screen)))
            print(f"{file.relative_to(HERE)}: {file.stat().st_size:,} bytes")
        browser.close()


if __name__ == "__main__":
    take()
