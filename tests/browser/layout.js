// What of a page is cut off, lies over something else, or is too small to press. Gives a list of faults in words.
() => {
  const root = document.documentElement;
  const faults = [];
  const named = (one) => `<${one.tagName.toLowerCase()} class="${one.className}"> ${one.textContent.trim().slice(0, 60)}`;
  const unseen = (one) =>
    one.closest(".govuk-visually-hidden, .govuk-skip-link, [hidden], noscript") || !one.checkVisibility({ visibilityProperty: true });

  // Nothing scrolls sideways: neither the page, nor a part of it.
  if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth - root.clientWidth} pixels too wide`);
  for (const one of document.querySelectorAll("body *")) {
    if (unseen(one) || one.matches("textarea, input, audio")) continue;
    const { overflowX, overflowY } = getComputedStyle(one);
    if (overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1) faults.push(`${named(one)} is cut off or scrolls sideways`);
    if (overflowY !== "visible" && one.scrollHeight > one.clientHeight + 1) faults.push(`${named(one)} is cut off below`);
  }

  // Each line of words, without the air above and below its letters.
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || parent.matches("script, style, textarea, option") || unseen(parent)) continue;
    const range = new Range();
    range.selectNodeContents(walker.currentNode);
    for (const box of range.getClientRects()) {
      if (box.width < 2) continue;
      const air = box.height * 0.22;
      lines.push({ parent, left: box.left, right: box.right, top: box.top + air, bottom: box.bottom - air });
    }
  }
  for (const line of lines) {
    const own = line.parent.getBoundingClientRect();
    if (getComputedStyle(line.parent).whiteSpace === "pre-wrap") continue; // spaces at the end of a line may hang over
    if (line.left < -1 || line.right > root.clientWidth + 1) faults.push(`${named(line.parent)} leaves the window`);
    if (getComputedStyle(line.parent).display !== "inline" && (line.right > own.right + 2 || line.left < own.left - 2))
      faults.push(`${named(line.parent)} leaves its box`);
  }
  const meet = (one, two) =>
    Math.min(one.right, two.right) - Math.max(one.left, two.left) > 1.5 && Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > 1.5;
  lines.forEach((one, place) => {
    for (const two of lines.slice(place + 1)) {
      if (one.parent === two.parent || !meet(one, two)) continue;
      faults.push(`${named(one.parent)} lies over ${named(two.parent)}`);
    }
  });

  // What can be pressed: nothing else lies over it, and it is at least 44 by 44 pixels.
  const pressed = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
    .filter((one) => !unseen(one) && !(one.tabIndex < 0 && one.getAttribute("aria-hidden")))
    .map((one) => ({
      one,
      box: one.getBoundingClientRect(),
      boxes: [...one.getClientRects()], // a link in a sentence may go on at the beginning of the next line
      seen: getComputedStyle(one).opacity !== "0",
    }));
  const within = (one) =>
    /^inline(-block)?$/.test(getComputedStyle(one).display) &&
    [...one.parentElement.childNodes].some((node) => node !== one && node.textContent.trim());
  for (const { one, boxes, seen } of pressed) {
    if (!seen) continue;
    for (const line of lines) {
      if (one.contains(line.parent) || (line.parent.contains(one) && within(one))) continue;
      if (boxes.some((box) => meet(box, line))) faults.push(`${named(line.parent)} lies under ${named(one)}`);
    }
    for (const other of pressed) {
      if (other.one === one || !other.seen || other.one.contains(one) || one.contains(other.one)) continue;
      if (one.compareDocumentPosition(other.one) & Node.DOCUMENT_POSITION_FOLLOWING && boxes.some((box) => other.boxes.some((its) => meet(box, its))))
        faults.push(`${named(one)} and ${named(other.one)} lie on each other`);
    }
  }
  for (const { one, box } of pressed) {
    const label = one.labels?.[0];
    const cover = getComputedStyle(one, "::after");
    const covers = cover.position === "absolute" && cover.content !== "none" && one.parentElement;
    const whole = covers ? one.closest("li, div")?.getBoundingClientRect() : label ? label.getBoundingClientRect() : box;
    const width = Math.max(box.width, whole?.width ?? 0);
    const height = Math.max(box.height, whole?.height ?? 0);
    const among = within(one);
    const least = among ? 24 : 44; // a link among words of a sentence may be as high as its line (WCAG 2.5.5, 2.5.8)
    const line = among ? Math.max(height, parseFloat(getComputedStyle(one).lineHeight) || 0) : height;
    if (width < Math.min(least, 44) || line < least)
      faults.push(`${named(one)} is ${Math.round(width)} by ${Math.round(height)} pixels: too small to press`);
  }
  return [...new Set(faults)];
}
