// Keeps the ticks of a checklist in this browser, for both languages of the page alike.
const boxes = document.querySelectorAll("[data-tick]");
const keep = (box) => (localStorage[box.dataset.tick] = box.checked ? 1 : "");
for (const box of boxes) {
  box.checked = localStorage[box.dataset.tick];
  box.addEventListener("change", () => keep(box));
}
for (const button of document.querySelectorAll("[data-untick]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const box of boxes) {
      box.checked = false;
      keep(box);
    }
  });
}
