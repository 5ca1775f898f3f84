"""What axe-core finds on a page in a real browser, with every rule that it has: A, AA, AAA and best practice."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

AXE: Final = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"

_BRING: Final = "() => { if (!window.axe) { %s } }"
_RUN: Final = """([attribute, values]) => {
  document.querySelectorAll("[hidden]").forEach(one => { one.hidden = false; one.dataset.shown = "" });
  document.querySelectorAll("details:not([open])").forEach(one => { one.open = true; one.dataset.shut = "" });
  // `hidden-content` only reminds one to show what is hidden, which is done above.
  const every = axe.getRules().map(rule => rule.ruleId).filter(rule => rule !== "hidden-content");
  const ofColours = every.filter(rule => /^(color-contrast|link-in-text-block)/.test(rule));
  const root = document.documentElement, before = root.getAttribute(attribute);
  const shape = () => [...document.querySelectorAll("body, body *")].map(one => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return [x, y, width, height, one.checkVisibility({ visibilityProperty: true, opacityProperty: true })].join();
  }).join(" ");
  let first;
  const look = async value => {
    if (value) root.setAttribute(attribute, value); else root.removeAttribute(attribute);
    // The page is the same but for its colours: of all rules only those of colours can find anything else on it.
    const same = first !== undefined && first === shape();
    first ??= shape();
    const rules = same ? ofColours : every;
    const found = await axe.run(document, {
      runOnly: { type: "rule", values: rules }, resultTypes: ["violations", "incomplete"],
    });
    return ["violations", "incomplete"].flatMap(kind => found[kind].flatMap(
      one => one.nodes.map(node => [kind, value, one.id, node.html, node.any.concat(node.all, node.none)
        .map(check => check.message).join(" ")])));
  };
  return values.reduce(async (sofar, value) => [...await sofar, ...await look(value)], []).finally(() => {
    if (before) root.setAttribute(attribute, before); else root.removeAttribute(attribute);
    document.querySelectorAll("[data-shown]").forEach(one => { one.hidden = true; delete one.dataset.shown });
    document.querySelectorAll("[data-shut]").forEach(one => { one.open = false; delete one.dataset.shut });
  });
}"""


_PROVED_ELSEWHERE: Final = frozenset({"color-contrast", "color-contrast-enhanced"})
"""Rules whose doubts are settled by calculation in tests/app/test_colours.py: axe can't tell the ground of words in a
drawing, or beside something that covers it in part. What it can tell is found all the same."""


@cache
def _axe() -> str:
    return _BRING % AXE.read_text(encoding="utf-8")


def breaches(page: Page, attribute: str = "data-colours", values: Sequence[str] = ("",)) -> list[str]:
    """Return each breach, and each doubt that axe-core leaves to a person, with the page, the rule and the element.

    What is hidden, such as buttons that come when they are needed, is shown while the page is looked at.
    With an attribute of the page's first tag and its values, the page is looked at once with each. After the first,
    where everything stands as it stood, only the rules of colours are asked again: contrast, and links in text. Where
    anything has moved, all of them are.
    """
    if not values[0] and len(values) == 1:
        attribute = "data-nothing"
    page.evaluate(_axe())
    found: list[list[Any]] = page.evaluate(_RUN, [attribute, list(values)])
    return [
        f"{page.url} {value}: {kind}: {rule}: {html[:160]}: {why[:200]}"
        for kind, value, rule, html, why in found
        if kind == "violations" or rule not in _PROVED_ELSEWHERE
    ]
