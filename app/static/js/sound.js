// Reads a question aloud: all of it in order, or one part; marks the part, and the word where its time is known.

const sound = document.querySelector("[data-passages]");

if (sound) {
  const passages = JSON.parse(sound.dataset.passages);
  const audio = new Audio();
  audio.preload = "none";
  const all = sound.querySelector("[data-play]");
  const playWords = all.textContent;
  const highlights = window.CSS && CSS.highlights && window.Highlight ? CSS.highlights : null;
  let queue = [];
  let now = null;
  let pressed = null;
  let frame = 0;

  const place = (part) => document.querySelector(`[data-part="${CSS.escape(part)}"]`);

  // Where each word of a part lies on the page: the words are what stands between spaces, as in the recording.
  const ranges = (element) => {
    const found = [];
    const walker = document.createTreeWalker(element.querySelector("[data-words]"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const match of walker.currentNode.data.matchAll(/\S+/g)) {
        const range = new Range();
        range.setStart(walker.currentNode, match.index);
        range.setEnd(walker.currentNode, match.index + match[0].length);
        found.push(range);
      }
    }
    return found;
  };

  const unmark = () => {
    document.querySelectorAll(".said").forEach((element) => element.classList.remove("said"));
    highlights?.delete("spoken");
  };

  const show = () => {
    all.classList.toggle("tool--on", pressed === all);
    all.textContent = pressed === all ? all.dataset.playingWords : playWords;
    for (const button of document.querySelectorAll(".play")) button.classList.toggle("play--on", button === pressed);
  };

  const stop = () => {
    audio.pause();
    cancelAnimationFrame(frame);
    queue = [];
    now = pressed = null;
    unmark();
    show();
  };

  const next = async () => {
    unmark();
    now = queue.shift() ?? null;
    if (!now) {
      stop();
      return;
    }
    const element = place(now.part);
    element?.classList.add("said");
    now.ranges = element ? ranges(element) : [];
    const gapless = audio.src.endsWith(now.address) && Math.abs(audio.currentTime - now.start) < 0.5 && !audio.paused;
    if (!audio.src.endsWith(now.address)) audio.src = now.address;
    if (!gapless) audio.currentTime = now.start;
    try {
      await audio.play();
    } catch {
      stop();
    }
  };

  const watch = () => {
    if (!now) return;
    const time = audio.currentTime;
    if (now.end && time >= now.end) {
      next();
    } else if (highlights && now.starts.length === now.ranges.length) {
      const word = now.starts.filter((start) => start <= time).length - 1;
      if (word >= 0) highlights.set("spoken", new Highlight(now.ranges[word]));
    }
    frame = requestAnimationFrame(watch);
  };

  const play = (parts, button) => {
    const again = pressed === button;
    stop();
    if (again) return;
    queue = parts.map((passage) => ({ ...passage }));
    pressed = button;
    show();
    next().then(watch);
  };

  audio.addEventListener("ended", () => now && next());
  audio.addEventListener("error", () => now && stop());
  all.addEventListener("click", () => play(passages, all));
  addEventListener("pagehide", stop);

  for (const passage of passages) {
    const element = place(passage.part);
    if (!element || passage.part === "label") continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "play";
    button.setAttribute("aria-label", `${sound.dataset.partWords}: ${element.textContent.trim()}`);
    button.addEventListener("click", () => play([passage], button));
    element.append(button);
  }
  document.documentElement.classList.add("has-sound");
  sound.querySelector(".sound__tools").hidden = false;
}
