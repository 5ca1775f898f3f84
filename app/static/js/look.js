// Shows a look as soon as it is chosen; it is kept when the button is pressed.

for (const input of document.querySelectorAll("[data-look]")) {
  if (input.name === "words") continue;
  input.addEventListener("change", () => {
    if (input.value === document.querySelector(`[name="${input.name}"]`).value && input.name !== "speed") {
      delete document.documentElement.dataset[input.name];
    } else {
      document.documentElement.dataset[input.name] = input.value;
    }
  });
}
