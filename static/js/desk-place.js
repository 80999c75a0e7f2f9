/* A map on which a position is set by a click, beside the fields that hold it. Bound to [data-place]. */
(() => {
  const place = document.querySelector("[data-place]");
  if (!place) return;
  const field = (part) => document.getElementById(`f-location/${part}`);
  const latitude = field("latitude");
  const longitude = field("longitude");
  const western = (text) =>
    text
      .replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0)
      .replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660)
      .replace("٫", ".");
  const load = (tag, attributes) =>
    new Promise((done, failed) => {
      const element = Object.assign(document.createElement(tag), attributes, { onload: done, onerror: failed });
      document.head.append(element);
    });

  const open = async () => {
    await load("link", { rel: "stylesheet", href: place.dataset.sheet });
    await load("script", { src: place.dataset.script });
    const box = document.createElement("div");
    box.className = "picking";
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", place.dataset.label);
    button.replaceWith(box);
    const map = L.map(box, { attributionControl: false });
    const mark = L.circleMarker([0, 0], { radius: 9 });
    const here = () => {
      const found = [Number(western(latitude.value)), Number(western(longitude.value))];
      return latitude.value && longitude.value && found.every(Number.isFinite) ? found : null;
    };
    const show = () => here() && mark.setLatLng(here()).addTo(map);
    map.setView(here() || [34.64, 50.88], here() ? 12 : 8);
    show();
    for (const address of place.dataset.layers.split(" ")) {
      const layer = await (await fetch(address)).json();
      L.geoJSON(layer, {
        interactive: false,
        style: { weight: 1, fillOpacity: 0.05 },
        pointToLayer: (feature, at) => {
          const name = feature.properties?.[`name_${document.documentElement.lang}`] || "";
          const dot = L.circleMarker(at, { radius: 2, interactive: false });
          return name ? dot.bindTooltip(name, { permanent: true, direction: "top" }) : dot;
        },
      }).addTo(map);
    }
    const set = (at) => {
      latitude.value = at.lat.toFixed(5);
      longitude.value = at.lng.toFixed(5);
      latitude.dispatchEvent(new Event("input", { bubbles: true }));
      show();
    };
    map.on("click", (event) => set(event.latlng));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      set(map.getCenter());
    });
    latitude.addEventListener("change", show);
    longitude.addEventListener("change", show);
  };

  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "button small",
    textContent: place.dataset.text,
  });
  button.addEventListener("click", () => open().catch(() => button.remove()));
  place.append(button);
})();
