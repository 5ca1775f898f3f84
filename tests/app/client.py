"""The one test client: every HTML page that a test opens is parsed strictly and held to what all our pages keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import html5lib
from bs4 import BeautifulSoup, Tag

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Flask
    from werkzeug.test import TestResponse

_NEED_NO_LABEL: Final = {"hidden", "submit", "button"}


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page as it came, checked."""

    response: TestResponse
    soup: BeautifulSoup

    @property
    def status(self) -> int:
        """The status it came with."""
        return self.response.status_code

    @property
    def heading(self) -> str:
        """The words of its one heading of the first level."""
        return words(self.one("h1"))

    @property
    def words(self) -> str:
        """All its words, with single spaces."""
        return words(self.one("body"))

    def one(self, selector: str) -> Tag:
        """Return the one element that `selector` finds."""
        found = self.soup.select(selector)
        assert len(found) == 1, f"{len(found)} elements for {selector!r}, not 1, in:\n{self.soup.prettify()[:3000]}"
        return found[0]

    def all(self, selector: str) -> Sequence[Tag]:
        """Return every element that `selector` finds."""
        return self.soup.select(selector)

    def link(self, text: str) -> str:
        """Return where the one link with these words leads."""
        found = [tag for tag in self.soup.select("a[href]") if words(tag) == text]
        assert len(found) == 1, f"{len(found)} links {text!r}: {[words(tag) for tag in self.soup.select('a')]}"
        return str(found[0]["href"])


class Client:
    """A browser without scripts that keeps its cookies."""

    def __init__(self, app: Flask) -> None:
        self.browser = app.test_client()

    def get(self, address: str, *, status: int = 200) -> Page:
        """Open an address, going where it is sent on to."""
        return self._page(self.browser.get(address, follow_redirects=True), status)

    def press(
        self, page: Page, name: str = "next", given: Mapping[str, str | list[str]] | None = None, *, status: int = 200
    ) -> Page:
        """Fill in the page's form of answers and press the button of this name, going where that leads."""
        return self._page(self.sent(page, name, given, follow=True), status)

    def sent(
        self,
        page: Page,
        name: str = "next",
        given: Mapping[str, str | list[str]] | None = None,
        *,
        follow: bool = False,
    ) -> TestResponse:
        """Fill in the page's form and press a button; return what comes back as it is."""
        form = page.one("main form[method=post]")
        values: dict[str, str | list[str]] = {
            str(tag["name"]): str(tag.get("value", "")) for tag in form.select("input[type=hidden][name]")
        }
        address = str(form.get("action") or page.response.request.full_path)
        return self.browser.post(address, data={**values, "go": name, **(given or {})}, follow_redirects=follow)

    def _page(self, response: TestResponse, status: int) -> Page:
        assert response.status_code == status, f"{response.request.path} answered {response.status_code}, not {status}"
        page = checked(response)
        for link in page.soup.select("a[href^='#']"):
            target = str(link["href"])[1:]
            assert page.soup.find(id=target), f"{response.request.path}: #{target} leads nowhere: give a field this id"
        return page


def words(tag: Tag) -> str:
    """Return the words of an element, with single spaces."""
    return " ".join(tag.get_text(" ").split())


def checked(response: TestResponse) -> Page:
    """Return the page in a response, having held it to what every page of ours keeps."""
    where, text = response.request.path, response.text
    html5lib.HTMLParser(strict=True).parse(text)
    soup = BeautifulSoup(text, "lxml")
    headings = soup.select("h1")
    assert len(headings) == 1, f"{where}: {len(headings)} <h1>, not 1: give each page one heading"
    title = words(soup.select("title")[0]).removeprefix("Problem: ")
    assert title.startswith(words(headings[0])), f"{where}: the title {title!r} must begin with the heading's words"
    assert title.endswith("– Heard"), f"{where}: end the title with the product's name"
    assert soup.select("html[lang]"), f"{where}: say the page's language"
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids)), f"{where}: an id stands twice: {sorted(one for one in ids if ids.count(one) > 1)}"
    for picture in soup.select("img"):
        assert picture.has_attr("alt"), f"{where}: {picture} needs an alt, empty where the words beside it say the same"
        assert picture.has_attr("width"), f"{where}: {picture} needs its size, so that the page does not jump"
    for field in soup.select("input, select, textarea"):
        if field.get("type") not in _NEED_NO_LABEL:
            label = soup.select(f"label[for='{field.get('id')}']")
            assert label, f"{where}: {field} needs a <label for>"
            assert words(label[0]), f"{where}: the label of {field} is empty"
    for tag in soup.select("[aria-describedby], [aria-labelledby]"):
        for name in f"{tag.get('aria-describedby', '')} {tag.get('aria-labelledby', '')}".split():
            assert name in ids, f"{where}: {tag.name} is described by #{name}, which is not there"
    for form in soup.select("form[method=post]"):
        assert form.select("input[name=csrf_token]"), f"{where}: a form that posts needs its csrf_token"
    for tag in soup.select("script:not([src]), style, [style], [onclick]"):
        message = f"{where}: {tag.name} stands inline: the security policy stops it"
        raise AssertionError(message)
    for name, attribute in (("script", "src"), ("link", "href"), ("img", "src"), ("audio", "src")):
        for one in soup.select(f"{name}[{attribute}]"):
            assert not urlsplit(str(one[attribute])).netloc, f"{where}: {one} asks another site for something"
    return Page(response=response, soup=soup)
