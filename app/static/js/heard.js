// What the pages do more where scripts run. Nothing here is needed to answer.

const leave = document.querySelector("[data-leave]");
if (leave) {
  const go = (event) => {
    event?.preventDefault();
    // Emptied at once, since the other site may take a while; replaced, so that Back does not show this page.
    document.title = "";
    document.body.hidden = true;
    location.replace(leave.href);
  };
  leave.addEventListener("click", go);
  let presses = [];
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    presses = [...presses.filter((then) => event.timeStamp - then < 5000), event.timeStamp];
    if (presses.length >= 3) go();
  });
}

document.querySelector("[data-focus]")?.focus();

// A link to the help below opens it.
for (const link of document.querySelectorAll('a[href="#help-now"]')) {
  link.addEventListener("click", () => {
    const help = document.querySelector("[data-help]");
    help.open = true;
    help.querySelector("summary").focus();
  });
}

// Changing the language keeps what was chosen or typed and not yet sent on.
const form = document.querySelector("#question");
if (form) {
  let changed = false;
  form.addEventListener("input", () => (changed = true));
  for (const link of document.querySelectorAll("[data-switch]")) {
    link.addEventListener("click", (event) => {
      if (!changed) return;
      event.preventDefault();
      const stay = Object.assign(document.createElement("input"), { type: "hidden", name: "go", value: "stay" });
      form.append(stay);
      form.action = link.href;
      form.submit();
    });
  }
}

// The count is said when typing stops, so that a screen reader does not speak at each letter.
const text = document.querySelector("[data-longest]");
const count = document.querySelector("[data-length]");
if (text && count) {
  count.setAttribute("aria-live", "polite");
  let waiting;
  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const left = Number(text.dataset.longest) - [...text.value.trim()].length;
      const words = left < 0 ? count.dataset.over : count.dataset.length;
      count.textContent = words.replace("{left}", left.toLocaleString()).replace("{over}", (-left).toLocaleString());
      count.classList.toggle("over", left < 0);
    }, 1000);
  });
}
