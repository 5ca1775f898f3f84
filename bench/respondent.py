"""A respondent made of HTTP alone: reads each page's form, fills it in and sends it, over one kept-open connection."""

from __future__ import annotations

from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from lxml import html

TEXT = "The speech therapist was kind, but we waited a year and nobody told us why."


@dataclass(kw_only=True)
class Respondent:
    """One person with one browser. `pages` counts what they were shown."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    pages: int = 0
    choices: int = 0
    texts: int = 0

    def __post_init__(self) -> None:
        """Open the connection."""
        self.connection = HTTPConnection(self.host, self.port, timeout=30)

    def ask(self, method: str, path: str, form: list[tuple[str, str]] | None = None) -> tuple[str, str]:
        """Send one request, follow its redirects, and return the last address and page."""
        for _ in range(5):
            headers = {"Accept-Encoding": "identity"}
            if self.cookies:
                headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            body = None
            if form is not None:
                body = urlencode(form)
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            words = answer.read().decode()
            for line in answer.headers.get_all("Set-Cookie") or []:
                for name, morsel in SimpleCookie(line).items():
                    self.cookies[name] = morsel.value
            if answer.status in {301, 302, 303, 307}:
                where = urlsplit(urljoin(path, answer.headers["Location"]))
                method, path, form = "GET", where.path + (f"?{where.query}" if where.query else ""), None
                continue
            assert answer.status == 200, f"{method} {path}: {answer.status}"
            self.pages += 1
            return path, words
        message = f"{path}: too many redirects"
        raise RuntimeError(message)

    def answer_all(self, code: str, questionnaire: str, *, choices: int, texts: int) -> str:
        """Answer `choices` choice items and `texts` text items, skip the rest, send, and return the last page."""
        path, page = self.ask("GET", f"/{code}/{questionnaire}")
        for _ in range(80):
            document = html.fromstring(page)
            if path.split("?")[0].endswith("/sent"):
                return page
            form = _form(document)
            if form is None:
                path, page = self.ask("GET", urljoin(path, _way_on(document)))
                continue
            filled = [
                (one.get("name"), one.get("value", "")) for one in form.iter("input") if one.get("type") == "hidden"
            ]
            radios = [one for one in form.iter("input") if one.get("type") in {"radio", "checkbox"}]
            areas = list(form.iter("textarea"))
            if radios and self.choices < choices:
                self.choices += 1
                filled.append((radios[0].get("name"), radios[0].get("value")))
            elif areas and self.texts < texts:
                self.texts += 1
                filled.append((areas[0].get("name"), TEXT))
            button = next(iter(form.xpath(".//button[@type='submit' or not(@type)]")))
            if button.get("name"):
                filled.append((button.get("name"), button.get("value", "")))
            path, page = self.ask("POST", urljoin(path, form.get("action") or path), filled)
        message = "the survey never ended"
        raise RuntimeError(message)


def _form(document: html.HtmlElement) -> html.HtmlElement | None:
    forms = [form for form in document.xpath("//main//form") if form.get("method", "").lower() == "post"]
    return forms[0] if forms else None


def _way_on(document: html.HtmlElement) -> str:
    links = document.xpath("//main//a[contains(concat(' ', @class, ' '), 'govuk-button')]") or document.xpath(
        "//main//a[contains(@class, 'button') or contains(@class, 'next') or contains(@class, 'start')]"
    )
    assert links, "a page without a form has a button that leads on"
    return str(links[0].get("href"))
