// For inspectors: files are sent one by one and their progress shown, and each choice has a key.

const taking = document.querySelector("[data-taking]");
if (taking) {
  const files = taking.querySelector("[type=file]");
  const progress = document.querySelector("[data-progress]");
  const bar = progress.querySelector("progress");
  const said = progress.querySelector("[data-said]");
  const list = progress.querySelector("[data-files]");
  const outcomes = { stored: "Stored.", waits: "A person must look:", refused: "Not taken:" };

  const show = (name, outcome, words) => {
    const line = Object.assign(document.createElement("li"), { className: `files__one files__one--${outcome}` });
    const file = Object.assign(document.createElement("span"), { className: "files__name", textContent: name });
    const result = Object.assign(document.createElement("span"), {
      textContent: `${outcomes[outcome]} ${words}`.trim(),
    });
    line.append(file, result);
    list.append(line);
  };

  const send = async (file) => {
    const body = new FormData(taking);
    body.delete("files");
    body.append("files", file);
    const response = await fetch(taking.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!response.ok || !response.headers.get("Content-Type").startsWith("application/json")) {
      throw new Error("It could not be sent. Sign in again or try later, then send it again.");
    }
    const [one] = (await response.json()).files;
    show(one.file, one.outcome, one.words || one.waits.join(" "));
    return one.outcome === "stored";
  };

  taking.addEventListener("submit", async (event) => {
    if (files.files.length === 0) return;
    event.preventDefault();
    const chosen = [...files.files];
    const button = taking.querySelector("button");
    button.disabled = true;
    progress.hidden = false;
    list.replaceChildren();
    bar.max = chosen.length;
    let stored = 0;
    for (const [number, file] of chosen.entries()) {
      try {
        if (await send(file)) stored += 1;
      } catch (error) {
        show(file.name, "refused", navigator.onLine ? error.message : "You are not connected. Send it again later.");
      }
      bar.value = number + 1;
      said.textContent = `${number + 1} of ${chosen.length} done, ${stored} stored.`;
    }
    button.disabled = false;
    taking.reset();
    const look = Object.assign(document.createElement("a"), {
      href: location.pathname,
      className: "staff-button",
      textContent: "See what waits",
    });
    progress.querySelector(".staff-button")?.remove();
    progress.append(look);
  });

  // Files dropped anywhere on the form are as good as chosen ones.
  for (const kind of ["dragover", "drop"]) taking.addEventListener(kind, (event) => event.preventDefault());
  taking.addEventListener("dragover", () => taking.classList.add("taking--over"));
  taking.addEventListener("dragleave", () => taking.classList.remove("taking--over"));
  taking.addEventListener("drop", (event) => {
    taking.classList.remove("taking--over");
    files.files = event.dataTransfer.files;
    taking.requestSubmit();
  });
}

const keyed = document.querySelector("[data-keys]");
if (keyed) {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("textarea");
    const whole = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if ((typing && !whole) || event.repeat || event.altKey || ((event.ctrlKey || event.metaKey) && !whole)) return;
    if (event.key === "Enter" && !whole && event.target.matches("a, button")) return;
    const pressed = keyed.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!pressed) return;
    event.preventDefault();
    pressed.click();
  });
}
