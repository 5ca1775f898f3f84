// Reads a page aloud: all of it in order, or one part; marks the part, and the word where its time is known.

const sound = document.querySelector("[data-passages]");

if (sound) {
  const find = (selector) => sound.querySelector(selector);
  // Among all questions a part is called by its own name, inside its question.
  const place = (part) => {
    const [question, inside] = part.split(".");
    return (
      document.querySelector(`[data-part="${CSS.escape(part)}"]`) ??
      document.querySelector(`#part-${CSS.escape(question)} [data-part="${CSS.escape(inside ?? "")}"]`)
    );
  };
  // All questions on one page are told more shortly: for each recording its question, address, parts and their places.
  const told = (written) =>
    written.startsWith("[")
      ? JSON.parse(written)
      : written.split("|").flatMap((group) => {
          const [item, address, ...places] = group.split(" ");
          return Array.from({ length: places.length / 2 }, (_, number) => {
            const [part, lies, , next] = places.slice(number * 2);
            const [start, end] = lies.split("-").map(Number);
            const until = end ?? (next && parseFloat(next));
            return { part: `${item}.${part}`, address, start, ...(until ? { end: until } : {}), starts: [] };
          });
        });
  const passages = told(sound.dataset.passages)
    .map((passage) => ({ ...passage, element: place(passage.part) }))
    .filter((passage) => passage.element);
  const audio = new Audio();
  audio.preload = "none";
  const all = find("[data-play]");
  const playWords = all.textContent;
  const more = find("[data-more]");
  const pause = find("[data-pause]");
  const pauseWords = pause.textContent;
  const speedWords = find("[data-speeds]");
  const refused = find("[data-refused]");
  const unread = find("[data-unread]");
  const look = document.documentElement.dataset;
  const speeds = [0.7, 0.85, 1, 1.25, 1.5];
  const highlights = window.CSS && CSS.highlights && window.Highlight ? CSS.highlights : null;
  const speech = window.speechSynthesis;
  const language = document.documentElement.lang.split("-")[0];
  let queue = [];
  let now = null;
  let pressed = null;
  let frame = 0;

  // What nobody recorded, as words that were typed, is said by a voice of the device itself or not at all: any other
  // voice would send the words away.
  const voice = () => speech?.getVoices().find((one) => one.localService && one.lang.split(/[-_]/)[0] === language);
  voice(); // has the browser load its voices

  // Where each word of a part lies on the page: the words are what stands between spaces, as in the recording.
  const ranges = (element) => {
    const found = [];
    const walker = document.createTreeWalker(element.querySelector("[data-words]") ?? element, NodeFilter.SHOW_TEXT);
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

  const mark = (word) => {
    if (highlights && now.ranges[word]) highlights.set("spoken", new Highlight(now.ranges[word]));
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
    const secure = location.protocol === "https:";
    const kept = document.cookie.match(/(?:^|; )(?:__Host-)?heard_look=([^;]*)/);
    const chosen = new URLSearchParams(kept ? kept[1] : "");
    chosen.set("speed", speed);
    const [name, only] = secure ? ["__Host-heard_look", ";secure"] : ["heard_look", ""];
    document.cookie = `${name}=${chosen};path=/;max-age=31536000;samesite=lax${only}`;
  };

  const paused = () => now && (now.address ? audio.paused : speech.paused);

  const show = () => {
    more.hidden &&= !pressed;
    pause.setAttribute("aria-disabled", !pressed); // not disabled: that would take the focus away from it
    pause.textContent = pressed && paused() ? pause.dataset.pausedWords : pauseWords;
    all.classList.toggle("tool--on", pressed === all);
    all.textContent = pressed === all ? all.dataset.playingWords : playWords;
    for (const button of document.querySelectorAll(".play")) button.classList.toggle("play--on", button === pressed);
  };

  const stop = () => {
    audio.pause();
    speech?.cancel();
    cancelAnimationFrame(frame);
    queue = [];
    now = pressed = null;
    unmark();
    show();
  };

  const playRecording = async (begun) => {
    const same = audio.src.endsWith(now.address);
    const ahead = now.start - audio.currentTime;
    if (!same) audio.src = now.address;
    if (!same || audio.paused || ahead < -0.1 || ahead > 1) audio.currentTime = now.start;
    try {
      await audio.play();
    } catch (problem) {
      // A pause, or another part pressed before the sound began, is no failure; a browser that wants a press first is.
      if (problem.name === "AbortError" || now !== begun) return;
      refused.hidden = problem.name !== "NotAllowedError";
      stop();
    }
  };

  const sayIt = (begun) => {
    const local = voice();
    if (!local) {
      const first = unread.hidden;
      unread.hidden = false;
      if (first && unread.dataset.address) queue.unshift({ element: unread, ...unread.dataset, start: 0, starts: [] });
      next();
      return;
    }
    const words = now.element.textContent;
    const said = new SpeechSynthesisUtterance(words);
    said.voice = local;
    said.lang = local.lang;
    said.rate = at();
    said.onboundary = (event) => now === begun && mark(words.slice(0, event.charIndex).match(/\S+/g)?.length ?? 0);
    said.onend = said.onerror = () => now === begun && next();
    speech.speak(said);
  };

  const next = async () => {
    unmark();
    now = queue.shift() ?? null;
    if (!now) {
      stop();
      return;
    }
    if (!now.address) audio.pause();
    now.element.classList.add("said");
    now.element.scrollIntoView({ block: "nearest" });
    now.ranges = ranges(now.element);
    if (now.address) await playRecording(now);
    else sayIt(now);
    show();
  };

  const watch = () => {
    if (!now) return;
    const time = audio.currentTime;
    if (now.address && now.end && time >= now.end) next();
    else if (now.address && now.starts.length === now.ranges.length) {
      mark(now.starts.filter((start) => start <= time).length - 1);
    }
    frame = requestAnimationFrame(watch);
  };

  // What stands in a part of the page that is folded away is not read, though it has its place.
  const isShown = (element) => element.getClientRects().length && !element.closest("details:not([open])");

  const play = (parts, button) => {
    const again = pressed === button;
    stop();
    if (again) return;
    refused.hidden = unread.hidden = true;
    queue = parts.filter(({ element }) => isShown(element)).map((passage) => ({ ...passage }));
    pressed = button;
    show();
    next();
    watch();
  };

  audio.addEventListener("ended", () => now?.address && next());
  audio.addEventListener("error", () => now?.address && stop());
  all.addEventListener("click", () => play(passages, all));
  pause.addEventListener("click", async () => {
    if (!pressed) return;
    if (!now.address) speech[speech.paused ? "resume" : "pause"]();
    else if (audio.paused) await audio.play();
    else audio.pause();
    show();
  });
  find("[data-slower]").addEventListener("click", () => changeSpeed(-1));
  find("[data-faster]").addEventListener("click", () => changeSpeed(1));
  setSpeed(speeds.includes(Number(look.speed)) ? Number(look.speed) : 1);

  // It falls silent when the person turns to something else: with Escape, or with Control, which silences screen readers
  // too; to write or to dictate; to another page or programme.
  addEventListener("keydown", ({ key }) => pressed && (key === "Escape" || key === "Control") && stop());
  addEventListener("focusin", ({ target }) => pressed && target.matches("textarea") && stop());
  addEventListener("pagehide", stop);
  document.addEventListener("visibilitychange", () => document.hidden && stop());

  const buttonFor = (parts) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "play";
    const words = parts[0].element.textContent.trim().replace(/\s+/g, " ");
    button.setAttribute("aria-label", `${sound.dataset.partWords}: ${words}`);
    button.addEventListener("click", () => play(parts, button));
    return button;
  };

  // A button stands beside what it reads and never in it: a screen reader says those words as the name of a question or
  // an answer.
  for (const passage of "parts" in sound.dataset ? passages : []) {
    const { element } = passage;
    if (element.closest("[data-reads]")) continue;
    const button = buttonFor([passage]);
    const heading = element.closest("legend") ?? element.closest("h1, h2, h3");
    if (heading) {
      button.classList.add("play--asked");
      heading.after(button);
    } else if (element.matches(".option")) {
      element.append(button);
    } else {
      const row = document.createElement("div");
      row.className = "play-row";
      element.replaceWith(row);
      row.append(element, button);
    }
  }

  for (const group of document.querySelectorAll("[data-reads]")) {
    const parts = passages.filter(({ element }) => group.contains(element));
    if (parts.length) group.querySelector("[data-reads-button]").prepend(buttonFor(parts));
  }

  document.documentElement.classList.add("has-sound");
  for (const tools of sound.querySelectorAll(".sound__tools:not([data-more])")) tools.hidden = false;

  // Only someone who has asked for it is read to unasked, and what is wrong is said first.
  if (look.reading === "arrival" && !document.querySelector("[data-focus]")) play(passages, all);
}
