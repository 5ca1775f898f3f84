// Where the focus is, and what is wrong with how it shows. Null where the browser's own bar has it.
() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const faults = [];
  const rgb = (colour) => {
    const [red, green, blue, alpha = 1] = (colour.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    return { parts: [red, green, blue], alpha };
  };
  const luminance = ({ parts }) => {
    const [red, green, blue] = parts.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  };
  const ground = (one) => {
    for (let up = one.parentElement; up; up = up.parentElement) {
      const colour = rgb(getComputedStyle(up).backgroundColor);
      if (colour.alpha === 1) return colour;
    }
    return rgb("rgb(255, 255, 255)");
  };
  // The ring is drawn by the field itself, by its card, or by what makes the whole card one target.
  const drawn = () =>
    [[at], [at, "::after"], ...[...(at.labels ?? [])].map((label) => [label])].map(([one, part]) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(one, part);
      return { one, colours: [outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && outlineColor, boxShadow !== "none" && boxShadow] };
    });
  const words = (list) => JSON.stringify(list.map(({ colours }) => colours));
  const rings = drawn().flatMap(({ one, colours }) => colours.filter(Boolean).map((colour) => contrast(rgb(colour), ground(one))));
  const focused = words(drawn());
  const scrolled = [scrollX, scrollY];
  at.blur();
  if (words(drawn()) === focused) faults.push("the focus changes nothing that is seen");
  at.focus({ preventScroll: true });
  scrollTo(...scrolled);
  if (Math.max(0, ...rings) < 3) faults.push(`the ring has a contrast of ${Math.max(0, ...rings).toFixed(1)}`);

  const card = at.matches("[type=radio], [type=checkbox]") ? at.labels[0] : at;
  const box = card.getBoundingClientRect();
  if (at.closest("[aria-hidden=true], [hidden], [inert]")) faults.push("it is hidden from screen readers");
  if (!at.checkVisibility({ visibilityProperty: true }) || box.width < 2 || box.height < 2) faults.push("it can't be seen");
  const [x, y] = [Math.min(innerWidth - 1, Math.max(0, box.left + box.width / 2)), Math.min(innerHeight - 1, Math.max(0, box.top + box.height / 2))];
  const top = document.elementFromPoint(x, y);
  if (box.bottom < 1 || box.top > innerHeight - 1) faults.push("it is outside the window");
  else if (top && !at.contains(top) && !top.contains(at) && ![...(at.labels ?? [])].some((label) => label.contains(top)) && top !== at)
    faults.push(`${top.tagName}.${top.className} lies over it`);
  const name = `${at.tagName.toLowerCase()} ${at.id} ${card.innerText?.trim().slice(0, 40) || at.getAttribute("aria-label")}`;
  window.stops = [...(window.stops ?? []), at];
  const before = window.stops.at(-2);
  if (before && before !== at && !(before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING)) faults.push("it stands before the last stop");
  const last = window.lastBox;
  window.lastBox = { bottom: box.bottom + scrollY, top: box.top + scrollY };
  if (before && last && window.lastBox.bottom <= last.top - 8) faults.push("it is drawn above the last stop");
  return { name, faults, matches: at.id };
}
