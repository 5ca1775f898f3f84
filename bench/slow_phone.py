"""How soon the first page and the next one can be used on a slow phone: Chromium with a slow line and a slow processor.

1.6 Mbit/s down, 0.75 up, 150 ms to each answer, the processor slowed 4 times, 390 by 844 points. A page can be used
when its words are painted and its scripts have run: the later of the first contentful paint and DOMContentLoaded.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

import server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TIMES = 7
SURVEYS = ("young-people", "parents-and-carers", "practitioners")
AIM = 1.5
PEERS = (2.3, 3.6, 4.9, 10.8)
"""Seconds to first use of four other surveys, measured elsewhere in the same way."""
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
SLOWER = 4
CHROMIUM = "/usr/bin/chromium-headless-shell"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
USABLE = """() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const page = performance.getEntriesByType("navigation")[0];
  const files = performance.getEntriesByType("resource");
  return {
    usable: Math.max(paint.startTime, page.domContentLoadedEventEnd) / 1000,
    whole: page.loadEventEnd / 1000,
    bytes: page.transferSize + files.reduce((sum, file) => sum + file.transferSize, 0),
  };
}"""


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        opened = server.heard(
            *("inspections", "open", "--area", "Kent", "--notified", server.now()), environment=server.environment(home)
        )
        code = opened.strip().splitlines()[-1]
        with server.serving(home) as running, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for survey in SURVEYS:
                address = f"http://127.0.0.1:{running.port}/{code}/{survey}"
                visits = [_visit(browser, address) for _ in range(TIMES + 1)][1:]  # the first warms both sides up
                _say(survey, "first page", [first for first, _ in visits])
                _say(survey, "next page", [following for _, following in visits])
            browser.close()
    print(f"other surveys' first page: {', '.join(map(str, PEERS))} s; ", end="")
    print(f"this machine's load over the last minute: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def _visit(browser: Browser, address: str) -> tuple[dict[str, float], dict[str, float]]:
    """Open a survey as a new person does, and begin it."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    phone = context.new_cdp_session(page)
    phone.send("Network.enable")
    phone.send("Network.emulateNetworkConditions", LINE)
    phone.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    first = _usable(page)
    page.locator("main a.next, main button.next").first.click()
    page.wait_for_url(f"{address}/*")
    page.wait_for_load_state("load")
    following = _usable(page)
    context.close()
    return first, following


def _usable(page: Page) -> dict[str, float]:
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
    page.wait_for_function("performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
    found: Any = page.evaluate(USABLE)
    return dict(found)


def _say(survey: str, which: str, visits: list[dict[str, float]]) -> None:
    usable = sorted(visit["usable"] for visit in visits)
    middle = statistics.median(usable)
    whole = statistics.median(visit["whole"] for visit in visits)
    kilobytes = statistics.median(visit["bytes"] for visit in visits) / 1000
    print(f"{survey}, {which}: usable after {middle:.2f} s ({usable[0]:.2f} to {usable[-1]:.2f}", end="; ")
    print(f"{middle / AIM:.2f} of the aim), whole after {whole:.2f} s, {kilobytes:.1f} kB")


if __name__ == "__main__":
    main()
