"""A respondent made of HTTP alone: reads each page's form, fills it in and sends it, over one kept-open connection."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from lxml import html

TEXT = "The speech therapist was kind, but we waited a year and nobody told us why."
"""What is written into each text box."""

_LONGEST = 80
_GZIP = b"\x1f\x8b"
"""How what was compressed begins."""
_FIRST_SIGHT = (
    "//link[@rel='stylesheet']/@href",
    "//link[@rel='preload']/@href",
    "//link[@rel='icon']/@href",
    "//script/@src",
    "//img/@src",
)


@dataclass(kw_only=True)
class Respondent:
    """One person with one browser. Every answer of the server is a request; those that are not redirects are pages."""

    host: str
    port: int
    encodings: str = "gzip, deflate, br"
    cookies: dict[str, str] = field(default_factory=dict)
    requests: int = 0
    pages: int = 0
    choices: int = 0
    texts: int = 0

    def __post_init__(self) -> None:
        """Open the connection."""
        self.connection = HTTPConnection(self.host, self.port, timeout=30)

    def ask(self, method: str, path: str, form: list[tuple[str, str]] | None = None) -> tuple[str, str]:
        """Send one request, follow its redirects, and return the last address and page."""
        for _ in range(5):
            status, where, words = self._sent(method, path, form)
            if status in {301, 302, 303, 307}:
                there = urlsplit(urljoin(path, where))
                method, path, form = "GET", there.path + (f"?{there.query}" if there.query else ""), None
                continue
            assert status == 200, f"{method} {path}: {status}"
            self.pages += 1
            return path, self._plain(words).decode()
        message = f"{path}: too many redirects"
        raise RuntimeError(message)

    def answer_all(self, code: str, questionnaire: str, *, choices: int, texts: int) -> str:
        """Answer `choices` choice items and `texts` text items, skip the rest, send, and return the last page.

        The questions about oneself are skipped with their one button once all others are answered.
        """
        path, page = self.ask("GET", f"/{code}/{questionnaire}")
        for _ in range(_LONGEST):
            if urlsplit(path).path.endswith("/sent"):
                return page
            document: Any = html.fromstring(page)
            form = next((one for one in document.xpath("//main//form[@method='post']")), None)
            if form is None:
                path, page = self.ask("GET", urljoin(path, document.xpath("string(//main//a[@class='next']/@href)")))
                continue
            path, page = self.ask("POST", urljoin(path, form.get("action") or path), self._filled(form, choices, texts))
        message = "the survey never ended"
        raise RuntimeError(message)

    def first_visit(self, path: str) -> dict[str, int]:
        """Open a page as a new browser does; return the bytes of it and of each file that it shows, as they came."""
        status, _, page = self._sent("GET", path, None)
        assert status == 200, f"{path}: {status}"
        document: Any = html.fromstring(self._plain(page))
        document.make_links_absolute(f"http://{self.host}:{self.port}{path}")
        wanted = {address for kind in _FIRST_SIGHT for address in document.xpath(kind)}
        sizes = {path: len(page)}
        for address in sorted(wanted):
            there = urlsplit(address)
            status, _, content = self._sent("GET", f"{there.path}?{there.query}", None)
            assert status == 200, f"{address}: {status}"
            sizes[there.path] = len(content)
        return sizes

    @staticmethod
    def _plain(content: bytes) -> bytes:
        return gzip.decompress(content) if content.startswith(_GZIP) else content

    def _sent(self, method: str, path: str, form: list[tuple[str, str]] | None) -> tuple[int, str, bytes]:
        headers = {"Accept-Encoding": self.encodings}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if form is not None:
            body = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        self.requests += 1
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer.status, answer.headers.get("Location", ""), content

    def _filled(self, form: html.HtmlElement, choices: int, texts: int) -> list[tuple[str, str]]:
        filled = [(one.get("name"), one.get("value", "")) for one in form.xpath(".//input[@type='hidden']")]
        buttons = {one.get("value"): one.get("name") for one in form.xpath(".//button[@name]")}
        options = form.xpath(".//input[@type='radio' or @type='checkbox']")
        boxes = form.xpath(".//textarea")
        press = "next"
        if self.choices == choices and self.texts == texts and "skip_section" in buttons:
            press = "skip_section"
        elif options and self.choices < choices:
            self.choices += 1
            filled.append((options[0].get("name"), options[0].get("value")))
        elif boxes and self.texts < texts:
            self.texts += 1
            filled.append((boxes[0].get("name"), TEXT))
        elif options or boxes:
            press = "skip"
        if press in buttons:
            filled.append((buttons[press], press))
        return filled
