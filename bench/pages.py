"""What a page and a whole response cost the server, through the real server, in CPU milliseconds; and a first visit.

A page is one request answered, whether it shows a question or takes an answer in. The machine may be busy with other
things, so the smallest page that Flask can answer is measured through the same server, in turns with ours: a slow
machine makes both slow, a slow product only one. Once without recordings and once with one of every word.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).parent))

import server
from app import config
from app.installation import installation
from respondent import Respondent
from tests import silence

ROUNDS = 4
RESPONSES = 15
TRIVIAL_PAGES = 500
CHOICES, TEXTS = 14, 2
SURVEYS = ("young-people", "parents-and-carers", "practitioners")
PEERS = {"the census's Flask runner": (25.5, 780.0, 642.0), "LimeSurvey": (49.5, 760.0, 1304.0)}
"""Measured elsewhere on a machine of this kind: CPU milliseconds of a page and of a response, kB of a first visit."""
AIMS = (3.0, 60.0)
"""CPU milliseconds of a page and of a response."""


def main() -> None:
    """Print the figures."""
    for heard in (False, True):
        print("where every page can be heard:" if heard else "where nothing can be heard:")
        with tempfile.TemporaryDirectory() as folder:
            _figures(Path(folder), heard=heard)


def _figures(home: Path, *, heard: bool) -> None:
    environment = server.environment(home)
    opened = server.heard("inspections", "open", "--area", "Kent", "--notified", server.now(), environment=environment)
    code = opened.strip().splitlines()[-1]
    if heard:
        made = installation(config.settings(environment))
        silence.lay(made)
        made.database.dispose()
    with server.serving(home) as ours, server.serving_trivial() as trivial:
        for survey in SURVEYS:
            _survey(ours, trivial, code, survey)
        for survey in SURVEYS:
            _first_visit(ours, code, survey)


def _survey(ours: server.Server, trivial: server.Server, code: str, survey: str) -> None:
    _answer(ours, code, survey, 3)
    measure, spent, requests, pages = 0.0, 0.0, 0, 0
    for _ in range(ROUNDS):
        before = trivial.cpu_seconds()
        person = Respondent(host="127.0.0.1", port=trivial.port)
        for _ in range(TRIVIAL_PAGES):
            person.ask("GET", "/readyz")
        measure += trivial.cpu_seconds() - before
        before = ours.cpu_seconds()
        asked, shown = _answer(ours, code, survey, RESPONSES)
        spent += ours.cpu_seconds() - before
        requests, pages = requests + asked, pages + shown
    smallest = measure * 1000 / (ROUNDS * TRIVIAL_PAGES)
    responses = ROUNDS * RESPONSES
    page, response = spent * 1000 / requests, spent * 1000 / responses
    print(f"{survey}: {responses} responses of {CHOICES} choices and {TEXTS} texts,", end=" ")
    print(f"{requests / responses:.0f} requests each, of which {pages / responses:.0f} show a page")
    print(
        f"  a page      {page:7.2f} ms of CPU ({page / AIMS[0]:.2f} of the aim), {page / smallest:.1f} times", end=" "
    )
    print(f"Flask's smallest page ({smallest:.2f} ms)")
    print(f"  a response  {response:7.1f} ms of CPU ({response / AIMS[1]:.2f} of the aim),", end=" ")
    print(f"{response / smallest:.0f} times Flask's smallest page")
    for peer, (its_page, its_response, _) in PEERS.items():
        print(f"  {peer}: {its_page / page:.1f} times as much a page, {its_response / response:.1f} a response")


def _answer(running: server.Server, code: str, survey: str, responses: int) -> tuple[int, int]:
    """Answer `survey` so many times; return the requests answered and the pages shown."""
    requests = pages = 0
    for _ in range(responses):
        person = Respondent(host="127.0.0.1", port=running.port)
        person.answer_all(code, survey, choices=CHOICES, texts=TEXTS)
        assert (person.choices, person.texts) == (CHOICES, TEXTS)
        requests, pages = requests + person.requests, pages + person.pages
        person.connection.close()
    return requests, pages


def _first_visit(ours: server.Server, code: str, survey: str) -> None:
    person = Respondent(host="127.0.0.1", port=ours.port)
    sizes = person.first_visit(f"/{code}/{survey}")
    whole = sum(sizes.values()) / 1000
    kinds: dict[str, int] = {}
    for path, size in sizes.items():
        kind = path.partition(".")[2] or "page"
        kinds[kind] = kinds.get(kind, 0) + size
    parts = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in sorted(kinds.items()))
    print(f"{survey}: first visit {whole:.1f} kB in {len(sizes)} files ({parts})", end="; ")
    print(", ".join(f"{peer} {first / whole:.1f} times as much" for peer, (_, _, first) in PEERS.items()))


if __name__ == "__main__":
    main()
