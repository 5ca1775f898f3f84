"""People who answer a survey over HTTP and don't give up: what they saw accepted is what has to be there."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Sequence

SURVEY: Final = "parents-and-carers"

_TOKEN: Final = re.compile(rb'name="csrf_token" value="([0-9a-f]+)"')
_PROOF: Final = re.compile(rb'name="proof" value="([^"]+)"')
_HEADING: Final = re.compile(rb"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_RECEIPT: Final = re.compile(r"[a-z]+(?:-[a-z]+){3}")
_SECONDS: Final = 120
"""How long a person goes on with one step: a server may take its time to start again."""
_PAUSE: Final = 0.05


class GaveUpError(Exception):
    """The server never answered as it should."""


@dataclass(kw_only=True)
class Person:
    """One person with one browser, who tries the same step again whatever goes wrong with it."""

    code: str
    ports: Sequence[int]
    words: str
    cookies: dict[str, str] = field(default_factory=dict)
    receipt: str = ""
    """The receipt that they saw: their answers were accepted."""
    unkind: list[str] = field(default_factory=list)
    """What they were shown that says nothing they can do."""
    retried: int = 0
    dropped: int = 0
    """How often a request was taken and not answered."""
    last: str = ""
    """What they were shown last that was no way on."""

    def answer(self) -> None:
        """Answer one text, check and send. Raises GaveUpError."""
        at = f"/{self.code}/{SURVEY}"
        self._step(f"{at}/better", "answer", {"answer": self.words, "go": "next"})
        self._step(f"{at}/check", "send", {})
        self.receipt = self.cookies.get("heard_receipt", "")
        if not _RECEIPT.fullmatch(self.receipt):
            message = f"no receipt after sending: {self.receipt!r}"
            raise GaveUpError(message)

    def _step(self, path: str, what: str, form: dict[str, str]) -> None:
        """Open a page, fill its form in and send it until the server says that it was taken."""
        page = b""
        until = time.monotonic() + _SECONDS
        while time.monotonic() < until:
            if what == "send" and "heard_receipt" in self.cookies:
                return
            if not page:
                page = self._asked("GET", path)
                if not page:
                    continue
            token, proof = _TOKEN.search(page), _PROOF.search(page)
            if token is None:
                page = b""
                continue
            filled = {"csrf_token": token[1].decode(), **form}
            if proof:
                filled["proof"] = proof[1].decode()
            if self._asked("POST", path, filled) == b"taken":
                return
        message = f"{what} was never taken: {self.last}"
        raise GaveUpError(message)

    def _asked(self, method: str, path: str, form: dict[str, str] | None = None) -> bytes:
        """Return the page, `taken` for a form that led on, nothing where it has to be tried again."""
        self.retried += 1
        port = self.ports[self.retried % len(self.ports)]
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.connect()
        except OSError:
            time.sleep(_PAUSE)
            return b""
        try:
            connection.request(method, path, urlencode(form) if form is not None else None, headers)
            response = connection.getresponse()
            page = response.read()
        except (OSError, HTTPException):
            self.dropped += 1
            time.sleep(_PAUSE)
            return b""
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                if morsel.value:
                    self.cookies[name] = morsel.value
                else:
                    self.cookies.pop(name, None)
        if response.status == 303:
            return b"taken"
        if response.status == 200:
            return page
        said = _HEADING.search(page)
        self.last = f"{method} {response.status} {said[1].decode() if said else ''}"
        if b"<h1" not in page or b"Traceback" in page:
            self.unkind.append(f"{method} {path}: {response.status} {page[:80]!r}")
        time.sleep(_PAUSE)
        return b""
