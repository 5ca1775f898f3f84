"""Another set of pictures takes the place of the shipped one everywhere, or is refused at the start."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest
import yaml
from PIL import Image

import exports
from accessibility import pictures
from accessibility.pictures import PictureSetError
from app import config, create_app, picture_set
from app import installation as installations
from app.store import inspections
from surveys.inspections import Inspection, local_area, week_from
from surveys.questionnaire import EASY_ENGLISH, ENGLISH
from tests.app.client import Client, words
from tests.app.respond.conftest import OPENED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.installation import Installation

APP: Final = Path(picture_set.__file__).parent
CODE: Final = "leeds-2222"
TOKEN: Final = "w" * 32


def _set(folder: Path, *, without: frozenset[str] = frozenset()) -> Path:
    """Make a set of plain red squares in `folder`, with every concept but those left out."""
    folder.mkdir()
    Image.new("RGB", (20, 20), "#ff0000").save(folder / "red square.png")
    rows = [f"{concept},red square.png,a red square" for concept in sorted(picture_set.needed() - without)]
    (folder / "pictures.csv").write_text("\n".join(["concept,file,shows", *rows, ""]), encoding="utf-8")
    said = {"name": "Red", "credit": {"en": "Squares: Red Ltd", "cy": "Sgwariau"}, "licence": "Ours", "link": "x:y"}
    (folder / "set.yaml").write_text(yaml.safe_dump(said), encoding="utf-8")
    return folder


def _is_red(png: bytes) -> bool:
    drawn = Image.open(io.BytesIO(png)).convert("RGB")
    return drawn.getpixel((drawn.width // 2, drawn.height // 2)) == (255, 0, 0)


@pytest.fixture
def red(tmp_path: Path) -> Iterator[Installation]:
    """Give an installation that shows red squares."""
    folder = _set(tmp_path / "our symbols")
    made = installations.installation(
        config.settings({"HEARD_HOME": str(tmp_path / "home"), "HEARD_PICTURES": str(folder)})
    )
    inspection = Inspection(code=CODE, area=local_area("Leeds"), window=week_from(OPENED), partnership_token=TOKEN)
    inspections.add(made.database, made.keys, inspection)
    yield made
    made.database.dispose()


def test_pages_show_the_other_set_and_its_credit_in_its_own_language(red: Installation) -> None:
    client = Client(create_app(red))
    page = client.get("/?lang=en-simple")
    credit = page.one(".foot__credit")
    assert (words(credit), credit["lang"]) == ("Squares: Red Ltd", "en")
    assert not client.get("/?lang=en").one(".foot__credit").has_attr("lang")
    addresses = {str(picture["src"]) for picture in page.all("main img")}
    assert addresses
    for address in addresses:
        assert urlsplit(address).path == "/pictures/our%20symbols/red%20square.png"
        with client.browser.get(address) as response:
            assert (response.status_code, response.mimetype) == (200, "image/png")


def test_no_other_file_of_the_set_is_served(red: Installation) -> None:
    client = Client(create_app(red))
    client.get("/pictures/our%20symbols/set.yaml", status=404)
    client.get("/pictures/our%20symbols/pictures.csv", status=404)


def test_a_word_copy_shows_the_other_set_and_its_credit(red: Installation) -> None:
    with create_app(red).test_client().get(f"/partnership/{TOKEN}/word/young-people/en-simple") as response:
        assert response.status_code == 200
        copy = io.BytesIO(response.data)
    with zipfile.ZipFile(copy) as package:
        drawn = [package.read(name) for name in package.namelist() if name.endswith(".png")]
        text = package.read("word/document.xml").decode() + "".join(
            package.read(name).decode() for name in package.namelist() if "footer" in name
        )
    assert "Squares: Red Ltd" in text
    assert len([one for one in drawn if _is_red(one)]) == 1, "one picture is kept once"


@pytest.mark.parametrize(
    ("without", "said"),
    [
        ({"hug"}, "has no picture for hug. Add"),
        ({"hug", "eye"}, "has no picture for eye, hug. Add"),
        ({"doctor"}, "has no picture for doctor. Add"),
        (
            {"calendar", "choose", "clock", "council", "ear", "eye", "hug"},
            "calendar, choose, clock, council, ear and 2 more",
        ),
    ],
)
def test_a_set_that_lacks_a_picture_is_refused_by_name_and_in_one_line(
    tmp_path: Path, without: set[str], said: str
) -> None:
    folder = _set(tmp_path / "ours", without=frozenset(without))
    with pytest.raises(PictureSetError) as caught:
        picture_set.chosen(folder)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_no_set_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(PictureSetError, match=r"set\.yaml"):
        picture_set.chosen(tmp_path / "nowhere")


def test_the_shipped_set_has_all_that_is_shown() -> None:
    assert pictures.default().missing(picture_set.needed()) == ()


def test_every_picture_that_pages_and_papers_name_is_listed() -> None:
    named: set[str] = set()
    for template in (APP / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        for made in re.findall(r"\b(?:picture|shown|point|opening|part|way|asked)\(([^,)]*)", text):
            named.update(re.findall(r"['\"]([a-z_0-9]+)['\"]", made))
        for chosen in re.findall(r"set pictures = \{(.*?)\}", text):
            named.update(re.findall(r": ['\"]([a-z_]+)['\"]", chosen))
    for file in Path(str(exports.__file__)).parent.glob("*.yaml"):
        named.update(re.findall(r"\bimage: ([a-z_]+)", file.read_text(encoding="utf-8")))
    assert {"survey", "school_bag", "tick"} <= named
    assert sorted(named - picture_set.INTERFACE) == [], "add these to INTERFACE in app/picture_set.py"


def test_the_credit_is_said_in_the_language_asked_for_where_the_set_has_it() -> None:
    shipped = pictures.default()
    assert shipped.credit_in(EASY_ENGLISH).language == EASY_ENGLISH
    assert shipped.credit_in(EASY_ENGLISH).words != shipped.credit_in(ENGLISH).words
    assert shipped.credit_in("ar") == shipped.credit_in(ENGLISH)
