// Turns a drawing, in its place, into the map that can be moved. What that needs comes only then.
(() => {
  const add = (name, attributes) =>
    new Promise((resolve, reject) => {
      const it = Object.assign(document.createElement(name), attributes);
      it.onload = resolve;
      it.onerror = reject;
      document.head.append(it);
    });

  for (const place of document.querySelectorAll("[data-map-place]")) {
    const button = place.querySelector("[data-map-move]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      const { sheets, scripts } = place.dataset;
      try {
        await Promise.all(sheets.split(" ").map((href) => add("link", { rel: "stylesheet", href })));
        const map = place.querySelector("template").content.cloneNode(true);
        place.querySelector("[data-map-still]").replaceWith(map);
        for (const src of scripts.split(" ")) await add("script", { src });
        const canvas = place.querySelector(".map-canvas");
        canvas.tabIndex = 0;
        canvas.focus({ preventScroll: true });
        button.remove();
      } catch {
        location.assign(place.querySelector("a.onward").href);
      }
    });
  }
})();
