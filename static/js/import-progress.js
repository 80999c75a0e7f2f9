// How far an import is, asked every second; the page is loaded anew when the work is done. Without
// this the page refreshes by itself.
(() => {
  const box = document.querySelector("[data-progress]");
  if (!box) return;
  const bar = box.querySelector("progress");
  const look = async () => {
    try {
      const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
      const now = await answer.json();
      bar.value = now.done;
      if (!now.working) {
        location.reload();
        return;
      }
    } catch {
      // The page refreshes by itself in any case.
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
})();
