// Turns a drawing, in its place, into the map that can be moved. What that needs comes only then.
(() => {
  const add = (name, attributes) =>
    new Promise((resolve, reject) => {
      const it = Object.assign(document.createElement(name), attributes);
      it.onload = resolve;
      it.onerror = reject;
      document.head.append(it);
    });

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-map-move]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const place = link.closest("[data-map-place]");
    link.removeAttribute("data-map-move"); // from now on, it leads to the map page
    try {
      await Promise.all(place.dataset.sheets.split(" ").map((href) => add("link", { rel: "stylesheet", href })));
      place.querySelector("[data-map-still]").replaceWith(place.querySelector("template").content.cloneNode(true));
      for (const src of place.dataset.scripts.split(" ")) await add("script", { src });
      const canvas = place.querySelector(".map-canvas");
      canvas.scrollIntoView({ block: "nearest" });
      canvas.focus({ preventScroll: true });
    } catch {
      location.assign(link.href);
    }
  });
})();
