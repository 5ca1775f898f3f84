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
