/* A form of the desk that saves itself a few seconds after somebody has typed. Bound to [data-save].
 * Where nothing can be saved (no network, the session has ended, another window wrote) it says so,
 * keeps the text, and leaves the rest to the button. */
(() => {
  const form = document.querySelector("[data-save]");
  if (!form || form.querySelector("fieldset[disabled]")) return;
  const said = form.querySelector("[data-said]");
  const version = form.elements.version;
  let waits = 0;
  let busy = false;
  let stopped = false;
  let dirty = false;

  const save = async () => {
    if (busy || stopped) return;
    busy = true;
    dirty = false;
    const sent = new FormData(form);
    sent.set("do", "save");
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(sent),
        headers: { Accept: "application/json" },
      });
      const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
      if (told.version) version.value = told.version;
      else if (!answer.redirected || !answer.ok) stopped = true;
      said.textContent = told.said || (stopped ? form.dataset.stopped : "");
    } catch {
      dirty = true;
      said.textContent = form.dataset.away;
    }
    busy = false;
    if (dirty && !stopped) later();
  };
  const later = () => {
    clearTimeout(waits);
    waits = setTimeout(save, 4000);
  };

  form.addEventListener("input", () => {
    dirty = true;
    later();
  });
  form.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(waits);
  });
})();
