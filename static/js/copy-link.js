// Copies the address of the page, and prints it: buttons that are of no use without a script.
for (const button of document.querySelectorAll("[data-copy-link]")) {
  const words = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    button.textContent = button.dataset.copyLink;
    setTimeout(() => (button.textContent = words), 3000);
  });
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
