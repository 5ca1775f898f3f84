// What the pages do more where scripts run. Nothing here is needed to answer.

const leave = document.querySelector("[data-leave]");
if (leave) {
  const said = document.querySelector("[data-leaving]");
  const [twoMore, oneMore, staying] = leave.dataset.leave.split("|");
  let presses = 0;
  let alone = false;
  let waiting;

  const go = (event) => {
    event?.preventDefault();
    // Emptied at once, since the other site may take a while; replaced, so that Back does not show this page.
    document.title = "";
    document.body.hidden = true;
    location.replace(leave.href);
  };

  const forget = (words) => {
    clearTimeout(waiting);
    if (presses) said.textContent = words;
    presses = 0;
    delete leave.dataset.presses;
  };

  leave.addEventListener("click", go);
  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift";
    if (!alone) forget("");
  });
  // Shift counts when it is let go with no other key pressed meanwhile: not while someone types a capital letter.
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    presses += 1;
    if (presses === 3) {
      go();
      return;
    }
    leave.dataset.presses = presses;
    said.textContent = presses === 1 ? twoMore : oneMore;
    clearTimeout(waiting);
    waiting = setTimeout(() => forget(staying), 5000);
  });
}

// What is wrong is met first, else the question, also where a browser knows `autofocus` for fields alone.
if (!location.hash && document.activeElement === document.body) {
  (document.querySelector("[data-focus]") ?? document.querySelector("[autofocus]"))?.focus();
}

// A link to the help below opens it.
for (const link of document.querySelectorAll('a[href="#help-now"]')) {
  link.addEventListener("click", () => {
    const help = document.querySelector("[data-help]");
    help.open = true;
    help.querySelector("summary").focus();
  });
}

// What was chosen or typed is never lost: not when the language changes, nor when there is no network to send it by.
const form = document.querySelector("#question");
// Gives what this tab holds under a name, and puts something else there. Some browsers keep nothing for pages.
const swap = (name, words) => {
  try {
    const before = sessionStorage.getItem(name);
    if (words === null) sessionStorage.removeItem(name);
    else if (words) sessionStorage.setItem(name, words);
    return before;
  } catch {
    return null;
  }
};
// What is being sent, until the next page is there: where none comes, Back finds it, also if the browser forgot it.
const [from, ...fields] = JSON.parse(swap("heard_sending", null) ?? "[]");
// After answers were sent, or cleared from this computer, Back shows no form as it was filled in before.
if (/\/sent$/.test(location.pathname) || /[?&](cleared|closed|wiped)=yes/.test(location.search)) {
  swap("heard_emptied", String(Date.now()));
}
if (form) {
  addEventListener("pageshow", (event) => {
    const opened = history.state?.opened ?? Date.now();
    if (opened < Number(swap("heard_emptied"))) {
      form.reset();
      if (event.persisted) location.reload();
    }
    history.replaceState({ opened }, "");
  });
}
if (form) {
  const offline = form.querySelector("[data-offline]");
  const offlineWords = offline.innerHTML;
  const lost = () => {
    if (navigator.onLine) return false;
    offline.hidden = false;
    offline.setAttribute("role", "alert");
    offline.innerHTML = "";
    setTimeout(() => (offline.innerHTML = offlineWords)); // said again at each press
    return true;
  };
  addEventListener("online", () => (offline.hidden = true));
  form.addEventListener("submit", (event) => {
    if (lost()) event.preventDefault();
    else swap("heard_sending", JSON.stringify([location.pathname, ...new FormData(form)]));
  });
  let changed = false;
  form.addEventListener("input", () => (changed = true));
  for (const link of document.querySelectorAll("[data-switch]")) {
    link.addEventListener("click", (event) => {
      if (!changed) return;
      event.preventDefault();
      if (lost()) return;
      const stay = Object.assign(document.createElement("input"), { type: "hidden", name: "go", value: "stay" });
      form.append(stay);
      form.action = link.href;
      form.submit();
    });
  }

  // Among all questions, those that hang on an answer are shown when it is given.
  const parts = [...form.querySelectorAll("[data-if]")];
  const reword = form.querySelector("[data-reword]");
  const chosen = (item, codes) =>
    codes.some((code) => form.querySelector(`[name="answer-${item}"][value="${code}"]:checked:not([hidden] *)`));
  const follow = () => {
    for (const part of parts) {
      const [item, ...codes] = part.dataset.if.split(" ");
      part.hidden = !chosen(item, codes);
    }
    if (reword) reword.hidden = chosen("who_answered", ["on_behalf"]) === (reword.dataset.reword === "theirs");
  };
  if (from === location.pathname && performance.getEntriesByType("navigation")[0]?.type !== "navigate") {
    for (const field of form.querySelectorAll("[name^=answer]")) {
      const values = fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.dataset.longest) field.value ||= values[0] ?? "";
      else field.checked ||= values.includes(field.value);
    }
  }
  for (const part of parts) part.querySelector(".only").hidden = true;
  form.addEventListener("change", follow);
  addEventListener("pageshow", follow); // after Back the browser has put the answers in again
  follow();
}

// The count is told when typing stops, and said aloud only where little room is left.
for (const text of document.querySelectorAll("[data-longest]")) {
  const count = text.parentElement.querySelector("[data-length]");
  count.setAttribute("aria-live", "polite");
  let waiting;
  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const left = Number(text.dataset.longest) - [...text.value.trim()].length;
      const words = left < 0 ? count.dataset.over : count.dataset.length;
      const matters = left < 1000 || count.classList.contains("over");
      count.setAttribute("aria-live", matters ? "polite" : "off");
      count.textContent = words.replace("{left}", left.toLocaleString()).replace("{over}", (-left).toLocaleString());
      count.classList.toggle("over", left < 0);
      setTimeout(() => count.setAttribute("aria-live", "polite"), 500);
    }, 1000);
  });
}
