"""What invented people write: sentences from comments.yaml, put together and filled in."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.random import Generator

_FILE: Final = Path(__file__).with_name("comments.yaml")
_SLOT: Final = re.compile(r"\{(\w+)\}")


@cache
def content() -> dict[str, Any]:
    """Return what comments.yaml says."""
    loaded: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return loaded


def write(chance: Generator, group: str, prompt: str, wanted: Sequence[str]) -> str:
    """Write a comment at `prompt`: about the themes `wanted` first, else about whatever comes to mind."""
    known = content()
    if not wanted and chance.random() < known["nothing_particular"]:
        return _one(chance, known["nothing"][group])
    sentences = known["themes"][group][known["valence"][prompt]]
    themes = [theme for theme in wanted if theme in sentences] or [_one(chance, list(sentences))]
    if len(themes) == 1 and chance.random() < known["second_sentence"]:
        second = _one(chance, list(sentences))
        themes += [second] if second != themes[0] else []
    filler = {slot: _one(chance, words) for slot, words in known["words"].items()}
    chosen = [_one(chance, sentences[theme]) for theme in themes]
    if chance.random() < known["detail"]:
        chosen.append(_one(chance, known["details"][group][known["valence"][prompt]]))
    body = " ".join(_filled(sentence, filler) for sentence in chosen)
    return _as_typed(chance, _framed(chance, body, group, prompt))


def _as_typed(chance: Generator, text: str) -> str:
    known = content()
    if chance.random() < known["unfinished"]:
        text = text.removesuffix(".")
    return text[0].lower() + text[1:] if chance.random() < known["small_start"] else text


def _framed(chance: Generator, body: str, group: str, prompt: str) -> str:
    known = content()
    opening = _one(chance, known["openings"][group])
    closing = _one(chance, known["good_closings" if known["valence"][prompt] == "praise" else "closings"])
    first_word = body.split(maxsplit=1)[0]
    # An opening is followed by a small letter, unless the word is a name in capitals (CAMHS) or the word "I".
    if opening and first_word not in {"I", "I'm"} and not first_word[:2].isupper():
        body = body[0].lower() + body[1:]
    return f"{opening}{body}{closing}"


def _filled(sentence: str, filler: Mapping[str, str]) -> str:
    filled = _SLOT.sub(lambda slot: filler[slot[1]], sentence)
    return filled[0].upper() + filled[1:]


def _one(chance: Generator, choices: Sequence[str]) -> str:
    return choices[int(chance.integers(len(choices)))]
