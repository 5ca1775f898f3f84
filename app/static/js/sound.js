// Reads a question aloud: all of it in order, or one part; marks the part, and the word where its time is known.

const sound = document.querySelector("[data-passages]");

if (sound) {
  const passages = JSON.parse(sound.dataset.passages);
  const audio = new Audio();
  audio.preload = "none";
  const all = sound.querySelector("[data-play]");
  const playWords = all.textContent;
  const more = sound.querySelector("[data-more]");
  const pause = sound.querySelector("[data-pause]");
  const pauseWords = pause.textContent;
  const speedWords = sound.querySelector("[data-speeds]");
  const look = document.documentElement.dataset;
  const speeds = [0.7, 0.85, 1, 1.25, 1.5];
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

  const at = () => audio.defaultPlaybackRate;

  const setSpeed = (speed) => {
    audio.defaultPlaybackRate = audio.playbackRate = speed;
    audio.preservesPitch = true;
  };

  // The speed is kept where the other choices of the look are.
  const changeSpeed = (by) => {
    const speed = speeds[speeds.indexOf(at()) + by] ?? at();
    setSpeed(speed);
    speedWords.textContent = speedWords.dataset.speeds.split("|")[speeds.indexOf(speed)];
    look.speed = speed;
    const kept = document.cookie.match(/(?:^|; )heard_look=([^;]*)/);
    const chosen = new URLSearchParams(kept ? kept[1] : "");
    chosen.set("speed", speed);
    const secure = location.protocol === "https:" ? ";secure" : "";
    document.cookie = `heard_look=${chosen};path=/;max-age=31536000;samesite=lax${secure}`;
  };

  const show = () => {
    more.hidden &&= !pressed;
    pause.setAttribute("aria-disabled", !pressed); // not disabled: that would take the focus away from it
    pause.textContent = pressed && audio.paused && now ? pause.dataset.pausedWords : pauseWords;
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
    const begun = now;
    try {
      await audio.play();
    } catch (refused) {
      // A pause, or another part pressed before the sound began, is no failure; a browser that wants a press first is.
      if (refused.name !== "AbortError" && now === begun) stop();
    }
    show();
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

  pause.addEventListener("click", async () => {
    if (!pressed) return;
    if (audio.paused) await audio.play();
    else audio.pause();
    show();
  });
  sound.querySelector("[data-slower]").addEventListener("click", () => changeSpeed(-1));
  sound.querySelector("[data-faster]").addEventListener("click", () => changeSpeed(1));
  setSpeed(speeds.includes(Number(look.speed)) ? Number(look.speed) : 1);

  for (const passage of passages) {
    const element = place(passage.part);
    if (!element) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "play";
    button.setAttribute("aria-label", `${sound.dataset.partWords}: ${element.textContent.trim()}`);
    button.addEventListener("click", () => play([passage], button));
    // Beside the heading, not in it: a screen reader says the heading as the question's name.
    if (passage.part === "label") {
      button.classList.add("play--question");
      (element.closest("legend") ?? element.closest("h1")).after(button);
    } else {
      element.append(button);
    }
  }
  document.documentElement.classList.add("has-sound");
  for (const tools of sound.querySelectorAll(".sound__tools:not([data-more])")) tools.hidden = false;

  // Only someone who has asked for it is read to unasked, and what is wrong is said first.
  if (look.reading === "arrival" && !document.querySelector("[data-focus]")) play(passages, all);
}
