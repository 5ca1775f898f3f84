// For inspectors who type in a paper copy: a key chooses an answer, Enter goes on to the next question.

const typed = document.querySelector("[data-by-hand]");
const items = [...typed.querySelectorAll("[data-item]")];
const first = (item) => item.querySelector("input:checked, textarea") ?? item.querySelector("input, textarea");

const onward = (item, step) => {
  const next = items[items.indexOf(item) + step];
  const target = next ? first(next) : document.querySelector("#store");
  target.focus();
  (next ?? target).scrollIntoView({ block: "center" });
};

typed.addEventListener("keydown", (event) => {
  const item = event.target.closest("[data-item]");
  if (!item || event.altKey || event.repeat) return;
  const typing = event.target.matches("textarea");
  if (event.key === "Enter" && (!typing || event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    onward(item, event.shiftKey ? -1 : 1);
    return;
  }
  if (typing || event.ctrlKey || event.metaKey) return;
  if (event.key === "Backspace" || event.key === "0") {
    event.preventDefault();
    for (const input of item.querySelectorAll("input")) input.checked = false;
    return;
  }
  const chosen = item.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!chosen) return;
  event.preventDefault();
  if (item.dataset.kind === "select_multiple") {
    chosen.checked = !chosen.checked;
    chosen.focus();
  } else {
    chosen.checked = true;
    onward(item, 1);
  }
});

if (!document.querySelector("[data-focus]")) first(items[0]).focus();
