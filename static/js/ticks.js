// Keeps the ticks of a checklist in this browser, for both languages of the page alike.
const boxes = document.querySelectorAll("[data-tick]");
const keep = (box) => {
  if (box.checked) localStorage.setItem(box.dataset.tick, 1);
  else localStorage.removeItem(box.dataset.tick);
};
for (const box of boxes) {
  box.checked = localStorage.getItem(box.dataset.tick);
  box.addEventListener("change", () => keep(box));
}
for (const button of document.querySelectorAll("[data-untick]")) {
  button.hidden = false;
  button.addEventListener("click", () =>
    boxes.forEach((box) => {
      box.checked = false;
      keep(box);
    }),
  );
}
