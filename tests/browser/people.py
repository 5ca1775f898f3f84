"""People who open pages in a real Chromium: each has a browser of their own, with what they answered before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from surveys.questionnaire import GROUPS
from tests.browser.places import CODE, Who, answers

if TYPE_CHECKING:
    from playwright.sync_api import APIResponse, Browser, BrowserContext, Page, Response

    from tests.browser.conftest import Served
    from tests.browser.places import Place

_SEND = """([form, given]) => {
  for (const [name, value] of Object.entries(given)) {
    for (const one of [...form.elements]) if (one.name === name) one.removeAttribute("name");
    const field = document.createElement("textarea");
    field.hidden = true;
    field.name = name;
    field.value = value;
    form.append(field);
  }
  HTMLFormElement.prototype.submit.call(form);
}"""


class People:
    """One browser for each kind of person, made when they first open a page."""

    def __init__(self, chromium: Browser, served: Served) -> None:
        self._chromium, self._served = chromium, served
        self._pages: dict[Who, Page] = {}
        self.complaints: list[str] = []
        """What the browsers complained of: an error of a script, or something that the security policy stops."""

    def page(self, who: Who) -> Page:
        """Return this person's page."""
        if who not in self._pages:
            context = self._chromium.new_context(
                base_url=self._served.address, viewport={"width": 390, "height": 844}, reduced_motion="reduce"
            )
            context.set_default_timeout(20_000)
            prepare(context, who)
            page = context.new_page()
            page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
            page.on(
                "console",
                lambda said: (
                    self.complaints.append(f"{page.url}: {said.text}")
                    if said.type == "error" and "status of" not in said.text
                    else None
                ),
            )
            self._pages[who] = page
        return self._pages[who]

    def open(self, place: Place, language: str) -> tuple[Page, Response]:
        """Open a page as the person of this place does; return it and the answer that it came with."""
        page = self.page(place.who)
        response = page.goto(_in(place.address, language))
        if place.form:
            form = page.locator(place.selector).first.element_handle()
            with page.expect_navigation() as navigation:
                page.evaluate(_SEND, [form, dict(place.form)])
            response = navigation.value
        assert response is not None
        assert response.status == place.status, f"{place} answered {response.status}, not {place.status}"
        if place.status == 200:
            asked = place.address.partition("?")[0]
            assert page.url.partition("?")[0].endswith(asked), f"{place} led to {page.url}"
        return page, response

    def fetch(self, place: Place, language: str) -> str:
        """Return the page as it comes from the server, before a browser makes anything of it."""
        context = self.page(place.who).context
        address = _in(place.address, language)
        response = send(context, address, dict(place.form)) if place.form else context.request.get(address)
        assert response.status == place.status, f"{place} answered {response.status}, not {place.status}"
        return response.text()

    def close(self) -> None:
        """Close every browser."""
        for page in self._pages.values():
            page.context.close()


def prepare(context: BrowserContext, who: Who) -> None:
    """Answer what this person has answered before, in every survey, as a form without scripts sends it."""
    for group in GROUPS:
        if given := answers(group, who):
            address = f"/{CODE}/{group}/all"
            response = send(
                context, address, {f"answer-{name}": value for name, value in given.items()} | {"go": "stay"}
            )
            assert response.ok, f"{address} answered {response.status}"
    if who is Who.SENT:
        assert send(context, f"/{CODE}/young-people/check", {}).ok


def send(context: BrowserContext, address: str, given: dict[str, str]) -> APIResponse:
    """Send the form of answers of a page with what is given, and return the answer."""
    form = BeautifulSoup(context.request.get(address).text(), "lxml").select_one("main form[method=post]")
    assert form is not None, f"{address} has no form"
    hidden = {str(tag["name"]): str(tag.get("value", "")) for tag in form.select("input[type=hidden][name]")}
    values: dict[str, str | float | bool] = {**hidden, **given}
    return context.request.post(str(form.get("action") or address), form=values)


def _in(address: str, language: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang={language}"
