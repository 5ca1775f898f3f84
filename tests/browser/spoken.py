"""What a screen reader is given of a page: Chromium's own tree of it in reading order, and a screen reader's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

READER: Final = Path(__file__).parents[2] / "node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
_EXPORTS: Final = re.compile(r"export\{([^}]*)\};")
_READ: Final = """async () => {
  await virtual.start({ container: document.body });
  while (await virtual.lastSpokenPhrase() !== "end of document") await virtual.next();
  const phrases = await virtual.spokenPhraseLog();
  await virtual.stop();
  return phrases;
}"""
_SILENT: Final = {"none", "generic", "InlineTextBox", "LineBreak", "ListMarker"}


@dataclass(frozen=True, kw_only=True)
class Said:
    """One thing that a screen reader can say: its kind, its name, what describes it, and its state."""

    role: str
    name: str
    description: str
    states: dict[str, Any]


def tree(page: Page) -> list[Said]:
    """Return what Chromium gives to screen readers of a page, in the order in which they read it."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()
    root = next(node for node in nodes.values() if "parentId" not in node)
    return [_said(node) for node in _in_order(root, nodes) if not node["ignored"] and _role(node) not in _SILENT]


def phrases(page: Page) -> list[str]:
    """Return what a screen reader says that is sent through the page from its beginning to its end.

    Words for browsers without scripts, which it can't tell from others, are taken out before.
    """
    page.evaluate("() => document.querySelectorAll('noscript').forEach(one => one.remove())")
    page.evaluate(_reader())
    read: list[str] = page.evaluate(_READ)
    return read


def _in_order(node: dict[str, Any], nodes: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("childIds", []):
        if child in nodes:
            yield from _in_order(nodes[child], nodes)


def _role(node: dict[str, Any]) -> str:
    return str(node["role"]["value"])


def _said(node: dict[str, Any]) -> Said:
    words = {part: " ".join(str(node.get(part, {}).get("value", "")).split()) for part in ("name", "description")}
    states = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
    return Said(role=_role(node), name=words["name"], description=words["description"], states=states)


@cache
def _reader() -> str:
    source = READER.read_text(encoding="utf-8")
    exports = _EXPORTS.search(source)
    assert exports, "the screen reader's file exports nothing"
    own = next(one.partition(" as ")[0] for one in exports[1].split(",") if one.endswith(" as virtual"))
    return f"() => {{ {source[: exports.start()]}; window.virtual = {own}; }}"
