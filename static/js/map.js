/* The map: puts the sites on the map that folium's script has made, and joins map and list.
 *
 * Bound to [data-map]. Works on data alone: every text comes from the marks document or from data-
 * attributes and is set as text; what a card says is copied from its template in the page. A mark
 * without a card here leads to the map page, opened on its site. Many marks gather into clusters;
 * where there are too many to be sent, the document has cells with counts, and is asked again for
 * each part of the country that is looked at. Where anything is missing, the drawing and the list
 * stay as they are.
 */
(() => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const EQUATOR_M = 40075016.686;
  const TARGET = 24; // px: the least size of what can be pressed
  const FIT_PADDING = 24; // px
  const PLACE_ZOOMS = { 1: 0, 2: 8, 3: 9 }; // rank of a town: the zoom from which it is named
  const LABEL_GAP = 3; // px
  const LARGEST_GAP = 12; // px
  const NARROW = 600; // pixels
  const CLUSTERED = 60; // marks from which on they gather into clusters
  const CLUSTER_RADIUS = 44; // px
  const CLOSE_ZOOM = 11; // at which a single site is looked at
  const STEP = 0.25; // of the view: how far a button moves the map
  const PAUSE = 150; // ms of rest before another part of the country is asked for
  const CLEARLY = 1.5; // times nearer: so that nobody takes a label for that of the next mark

  const root = document.querySelector("[data-map]");
  if (!root) return;
  const texts = root.dataset;
  const canvas = root.querySelector(".map-canvas");
  const card = root.querySelector("[data-map-card]");
  const cardBody = card.querySelector("[data-map-card-body]");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const rows = new Map(
    Array.from(document.querySelectorAll("[data-map-list] [data-ref]"), (row) => [row.dataset.ref, row]),
  );
  const cards = new Map(
    Array.from(document.querySelectorAll("template[data-card]"), (part) => [part.dataset.card, part]),
  );
  const form = document.querySelector("[data-map-find]");
  const sites = new Map(); // ref: { item, marker, halo, label }
  const cells = new Map(); // what it shows, as text: marker
  const towns = []; // { rank, home, marker, label, box }
  const layers = new Map(); // name: Leaflet layer
  let map;
  let group; // of marks: plain, or one that gathers them into clusters
  let partial = false; // whether the document has cells, and so not all marks
  let asked; // the address of the document that is shown or on its way
  let selected; // ref
  let home; // bounds of the province
  let opener; // what had the focus when the card was opened

  // --- small helpers -------------------------------------------------------------------------

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function shape(name, attributes) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  /** A text in a language that may not be that of the page. */
  function worded(name, className, words) {
    const made = element(name, className, words.text);
    made.lang = words.language;
    made.dir = "auto";
    return made;
  }

  async function json(url) {
    const answer = await fetch(url, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  }

  // --- the ground ----------------------------------------------------------------------------

  function layerName(url) {
    return new URL(url, document.baseURI).pathname.split("/").pop().split(".")[0];
  }

  function addLayer(name, data) {
    const layer = L.geoJSON(data, {
      interactive: false,
      style: (feature) => ({
        className: layerClass(name, feature),
      }),
      pointToLayer: (feature, point) => placeMarker(name, feature.properties, point),
    });
    layers.set(name, layer.addTo(map));
    if (name !== "provinces") return;
    layer.eachLayer((part) => {
      if (!part.feature.properties.home) return;
      home = part.getBounds();
      part.bringToFront(); // its outline is not to be covered by a neighbour's
    });
  }

  function layerClass(name, { properties, geometry }) {
    const home = properties.home ? " home" : "";
    const line = geometry.type.endsWith("LineString") ? " is-line" : "";
    return `layer-${name} rank-${properties.rank || 1}${home}${line}`;
  }

  function placeMarker(layer, traits, point) {
    const language = document.documentElement.lang;
    const name = traits[`name_${language}`] ? language : "en";
    const box = element("div", `place place-${layer}${traits.home ? " home" : ""}`);
    const label = worded("span", "place-name", { text: traits[`name_${name}`] || "", language: name });
    box.append(element("i", "place-dot"), label);
    const icon = L.divIcon({ className: "", html: box, iconSize: [0, 0] });
    const marker = L.marker(point, { icon, pane: "places", interactive: false, keyboard: false });
    towns.push({ rank: traits.rank || 2, home: traits.home, marker, label, box });
    return marker;
  }

  // --- the marks -----------------------------------------------------------------------------

  function markIcon(item) {
    const size = Math.max(TARGET, 2 * item.icon.disc);
    const half = size / 2;
    const drawing = shape("svg", {
      viewBox: `${-half} ${-half} ${size} ${size}`,
      width: size,
      height: size,
      "aria-hidden": "true",
    });
    drawing.append(
      shape("circle", { class: "selected", r: item.icon.disc + 3 }),
      shape("circle", { class: "disc", r: item.icon.disc }),
      shape("path", { class: item.icon.class, d: item.icon.path }),
    );
    // The outer box runs from left to right as the map does; the text in it has its own direction.
    const label = element("span", "mark-name");
    label.append(worded("span", "", item.short_name));
    label.setAttribute("aria-hidden", "true"); // the mark itself says the name
    const box = element("div", "mark-box");
    box.append(drawing, label);
    const icon = L.divIcon({ className: "map-mark", html: box, iconSize: [size, size] });
    return { icon, label };
  }

  function addMark(item) {
    const { icon, label } = markIcon(item);
    const options = { icon, keyboard: true, autoPanOnFocus: false, zIndexOffset: depth(item) };
    const site = { item, marker: L.marker(item.point, options), halo: haloOf(item), label };
    sites.set(item.ref, site);
    // A mark that leaves a cluster gets a new element each time.
    site.marker.on("add", () => dress(site));
    site.marker.on("remove", () => site.halo && site.halo.remove());
    site.marker.on("click", () => open(item.ref, site.marker.getElement()));
    group.addLayer(site.marker);
  }

  function dress(site) {
    const { item, marker, halo } = site;
    const mark = marker.getElement();
    mark.setAttribute("aria-label", `${item.short_name.text} – ${item.kind_name}`);
    if (!cards.has(item.ref)) mark.setAttribute("role", "link");
    mark.dataset.ref = item.ref;
    mark.classList.toggle("is-selected", item.ref === selected);
    mark.addEventListener("focus", () => map.panInside(item.point, { padding: [48, 48] }));
    linkHover(mark, item.ref);
    if (halo) sizeHalo({ item, halo: halo.addTo(map) });
  }

  /** The smaller of two marks that overlap is the upper one. */
  function depth(item) {
    return Math.round(-100 * item.icon.disc);
  }

  /** The circle in which the site lies: to scale, but never hidden by the mark itself. */
  function haloOf(item) {
    if (!item.radius_m) return null;
    const className = `halo halo-${item.quality}`;
    return L.circleMarker(item.point, { className, interactive: false });
  }

  function sizeHalo({ item, halo }) {
    const latitude = (item.point[0] * Math.PI) / 180;
    const metres = (EQUATOR_M * Math.cos(latitude)) / 2 ** (map.getZoom() + 8); // in a pixel
    halo.setRadius(Math.max(item.radius_m / metres, item.icon.disc + 3));
  }

  function sizeHalos() {
    for (const site of sites.values()) if (site.halo) sizeHalo(site);
  }

  /** The sites whose mark stands on the map by itself. */
  function standing() {
    return Array.from(sites.values()).filter((site) => site.marker.getElement());
  }

  // --- many sites ----------------------------------------------------------------------------

  /** So many sites: a number in a circle that grows with its digits. */
  function countIcon(count, text) {
    const size = 28 + 6 * Math.floor(Math.log10(count));
    const said = texts.sitesText.replace("{n}", text);
    const Labelled = L.DivIcon.extend({
      createIcon(old) {
        const made = L.DivIcon.prototype.createIcon.call(this, old);
        made.setAttribute("aria-label", said);
        made.title = said;
        return made;
      },
    });
    const html = element("span", "", text);
    return new Labelled({ className: "map-count", html, iconSize: [size, size] });
  }

  function addCell(cell) {
    const marker = L.marker(cell.point, { icon: countIcon(cell.count, cell.text), keyboard: true });
    marker.on("click", () => map.fitBounds(cell.bounds, { padding: [48, 48], animate: !still }));
    cells.set(JSON.stringify(cell), marker.addTo(map));
  }

  /** Where marks go: gathered into clusters when they are many. */
  async function makeGroup(count) {
    if (count < CLUSTERED && !partial) return L.layerGroup().addTo(map);
    if (!L.markerClusterGroup) await load(texts.clusters);
    const digits = new Intl.NumberFormat(document.documentElement.lang);
    const made = L.markerClusterGroup({
      animate: !still,
      maxClusterRadius: CLUSTER_RADIUS,
      showCoverageOnHover: false,
      spiderLegPolylineOptions: { className: "map-leg" },
      iconCreateFunction: (cluster) => {
        const count = cluster.getChildCount();
        return countIcon(count, digits.format(count));
      },
    });
    return made.addTo(map);
  }

  function load(src) {
    return new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject });
      document.head.append(script);
    });
  }

  /** Show what a document has; marks that stay keep their element, and with it the focus. */
  function present(found) {
    const wanted = new Map(found.marks.map((item) => [item.ref, item]));
    for (const [ref, site] of sites) {
      if (wanted.has(ref)) continue;
      group.removeLayer(site.marker);
      sites.delete(ref);
    }
    for (const item of found.marks) if (!sites.has(item.ref)) addMark(item);
    const counted = new Set(found.cells.map((cell) => JSON.stringify(cell)));
    for (const [key, marker] of cells) {
      if (counted.has(key)) continue;
      marker.remove();
      cells.delete(key);
    }
    for (const cell of found.cells) if (!cells.has(JSON.stringify(cell))) addCell(cell);
    bindList();
  }

  /** Ask for what lies in the part of the country that is looked at. */
  async function refresh() {
    const view = map.getBounds().pad(0.1);
    const corners = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
    const url = new URL(texts.marks, document.baseURI);
    url.searchParams.set("bbox", corners.map((degrees) => degrees.toFixed(4)).join(","));
    if (asked === url.href) return;
    asked = url.href;
    const found = await json(url);
    if (asked !== url.href) return; // the reader has moved on
    present(found);
    placeLabels();
  }

  let resting;
  function refreshSoon() {
    clearTimeout(resting);
    resting = setTimeout(() => refresh().catch((reason) => console.warn("map:", reason)), PAUSE);
  }

  // --- labels that do not run into one another -----------------------------------------------

  function meet(one, other) {
    return one.x1 < other.x2 && other.x1 < one.x2 && one.y1 < other.y2 && other.y1 < one.y2;
  }

  function around(point, reach) {
    return { x1: point.x - reach, y1: point.y - reach, x2: point.x + reach, y2: point.y + reach };
  }

  /** Where a label's upper left corner may be, seen from the point that it names. */
  function* corners(width, height, reach) {
    const beside = reach + LABEL_GAP;
    const corner = reach * 0.71;
    for (const x of [beside, -beside - width]) yield [x, -height / 2];
    for (const y of [-corner - height * 0.75, corner - height * 0.25]) {
      for (const x of [corner + LABEL_GAP, -corner - LABEL_GAP - width]) yield [x, y];
    }
    for (const y of [reach + LABEL_GAP, -reach - height - LABEL_GAP]) yield [-width / 2, y];
  }

  /**
   * Put a label where it meets none of `taken` and is nearer to its own disc than to `others`, best
   * in the view, and add its box. Hide it where there is no such place: the list says the name.
   */
  function placeLabel(label, point, reach, taken, others = []) {
    label.hidden = false;
    const width = label.offsetWidth;
    const height = label.offsetHeight;
    const free = Array.from(corners(width, height, reach), ([x, y]) => {
      const left = point.x + x;
      const top = point.y + y;
      return { x, y, x1: left, y1: top, x2: left + width, y2: top + height };
    }).filter((box) => !taken.some((other) => meet(box, other)) && isNearest(box, point, reach, others));
    // A name cut by the edge is no name; a mark beyond the edge keeps its own for when it is reached.
    const within = point.x >= 0 && point.x <= map.getSize().x;
    const box = free.find(inView) || (within ? undefined : free[0]);
    label.hidden = !box;
    if (!box) return false;
    label.style.transform = `translate(${Math.round(box.x)}px, ${Math.round(box.y)}px)`;
    taken.push(box);
    return true;
  }

  /** The way from a label to the edge of the disc around a point. */
  function gap(box, point, reach) {
    const dx = Math.max(box.x1 - point.x, 0, point.x - box.x2);
    const dy = Math.max(box.y1 - point.y, 0, point.y - box.y2);
    return Math.max(0, Math.hypot(dx, dy) - reach);
  }

  function isNearest(box, point, reach, others) {
    const own = CLEARLY * gap(box, point, reach);
    return others.every((other) => own < gap(box, other.point, other.reach));
  }

  function inView(box) {
    const size = map.getSize();
    return box.x1 >= 0 && box.y1 >= 0 && box.x2 <= size.x && box.y2 <= size.y;
  }

  /** A label stands outside of a circle that is not much larger than the mark's disc. */
  function reachOf({ item, halo }) {
    const circle = halo ? halo.getRadius() : 0;
    return circle <= item.icon.disc + LARGEST_GAP ? Math.max(item.icon.disc, circle) : item.icon.disc;
  }

  /** What lies over the map: no label goes under it. */
  function covers() {
    const ground = canvas.getBoundingClientRect();
    const over = [...root.querySelectorAll(".leaflet-bar, .leaflet-control-scale, .map-layers, .map-count")];
    return over.map((part) => {
      const box = part.getBoundingClientRect();
      const x = box.left - ground.left;
      const y = box.top - ground.top;
      return { x1: x, y1: y, x2: x + box.width, y2: y + box.height };
    });
  }

  function placeLabels() {
    const where = (marker) => map.latLngToContainerPoint(marker.getLatLng());
    const marks = standing().map((site) => ({ site, point: where(site.marker), reach: reachOf(site) }));
    const taken = covers().concat(marks.map(({ site, point }) => around(point, site.item.icon.disc)));
    // The province's own centre comes first: by it a reader finds the rest.
    towns.filter((town) => town.home).forEach(placeTown);
    for (const mark of marks) {
      placeLabel(mark.site.label, mark.point, mark.reach, taken, marks.filter((other) => other !== mark));
    }
    towns.filter((town) => !town.home).forEach(placeTown);

    function placeTown(town) {
      const wanted = map.getZoom() >= (PLACE_ZOOMS[town.rank] || 0) && map.hasLayer(town.marker);
      town.box.hidden = !wanted;
      if (wanted) town.box.hidden = !placeLabel(town.label, where(town.marker), 4, taken);
    }
  }

  // --- list and card -------------------------------------------------------------------------

  function light(ref, lit) {
    const site = sites.get(ref);
    const mark = site && site.marker.getElement();
    if (mark) mark.classList.toggle("is-lit", lit);
    if (rows.has(ref)) rows.get(ref).classList.toggle("is-lit", lit);
  }

  function linkHover(part, ref) {
    for (const event of ["pointerenter", "focusin"]) part.addEventListener(event, () => light(ref, true));
    for (const event of ["pointerleave", "focusout"]) part.addEventListener(event, () => light(ref, false));
  }

  function select(ref) {
    // The selected mark is not raised: it might cover a smaller one that then could not be pressed.
    selected = ref;
    for (const { item, marker } of standing()) marker.getElement().classList.toggle("is-selected", item.ref === ref);
    for (const [key, row] of rows) row.classList.toggle("is-selected", key === ref);
  }

  /** Open the card of a site; where this page has none, the map page that has it. */
  function open(ref, from) {
    if (!cards.has(ref)) {
      location.assign(pageOf(ref));
      return;
    }
    opener = from;
    cardBody.replaceChildren(cards.get(ref).content.cloneNode(true));
    showCard(ref);
    card.focus({ preventScroll: !isBelow() });
  }

  function showCard(ref) {
    card.setAttribute("aria-labelledby", cardBody.querySelector("h2").id);
    card.querySelector("[data-map-close]").hidden = false;
    card.hidden = false;
    dispatchEvent(new Event("storage")); // has the button of the shortlist say what is so
    select(ref);
    const site = sites.get(ref);
    if (!site) return;
    if (site.marker.getElement() || !group.zoomToShowLayer) uncover(site);
    else group.zoomToShowLayer(site.marker, () => uncover(site));
  }

  /** The map page, with what was asked here, opened on a site. */
  function pageOf(ref) {
    const url = new URL(texts.page, document.baseURI);
    url.search = new URL(texts.marks, document.baseURI).search;
    url.searchParams.set("site", ref);
    return url.href;
  }

  /** Begin at the site that the page was asked for. */
  function begin() {
    const ref = cardBody.dataset.ref || texts.near;
    const site = sites.get(ref);
    if (site) map.setView(site.item.point, CLOSE_ZOOM, { animate: false });
    if (cardBody.dataset.ref) {
      opener = site ? site.marker.getElement() : canvas;
      showCard(ref);
    } else if (site) {
      select(ref);
    }
  }

  function close() {
    if (card.hidden) return;
    card.hidden = true;
    select(null);
    if (!opener) return;
    (opener.isConnected ? opener : canvas).focus({ preventScroll: true });
  }

  /** Whether the card of a source lies over this one: then Escape closes that one alone. */
  function sourceIsOpen() {
    return "popover" in HTMLElement.prototype && document.querySelector(":popover-open") !== null;
  }

  /** Whether the card stands below the map and not on it, as on phones. */
  function isBelow() {
    return getComputedStyle(card.parentElement).position === "static";
  }

  /** Move the map so that the card covers neither the selected mark nor one near it. */
  function uncover(site) {
    const ground = canvas.getBoundingClientRect();
    const over = card.getBoundingClientRect();
    const point = map.latLngToContainerPoint(site.marker.getLatLng());
    const onView = point.x > 0 && point.y > 0 && point.x < ground.width && point.y < ground.height;
    const covered = Array.from(sites.values(), ({ marker }) => map.latLngToContainerPoint(marker.getLatLng()));
    const box = {
      x1: over.left - ground.left - TARGET,
      x2: over.right - ground.left + TARGET,
      y1: over.top - ground.top - TARGET,
      y2: over.bottom - ground.top + TARGET,
    };
    const hidden = !isBelow() && covered.some((at) => meet(around(at, 1), box));
    if (onView && !hidden) return;
    const free = isBelow() ? 0 : over.width + 2 * TARGET;
    const atEnd = over.left - ground.left > ground.width / 2;
    const middle = (ground.width - free) / 2 + (atEnd ? 0 : free);
    map.panBy([point.x - middle, point.y - ground.height / 2]);
  }

  function bindList() {
    for (const [ref, row] of rows) {
      const button = row.querySelector("[data-map-show]");
      if (!button || !button.hidden) continue;
      button.hidden = false;
      linkHover(row, ref);
      button.addEventListener("click", () => {
        open(ref, button);
        if (isBelow()) canvas.scrollIntoView({ block: "start" });
      });
    }
  }

  function bindCard() {
    card.querySelector("[data-map-close]").addEventListener("click", close);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !sourceIsOpen()) close();
    });
  }

  /** What Enter and the space bar do on marks and counts: what a click does. */
  function bindKeys() {
    canvas.addEventListener("keydown", (event) => {
      const part = event.target.closest(".map-mark, .map-count");
      if (!part || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      event.stopPropagation();
      part.click();
    });
  }

  /** Kinds go on and off at once where all sites are here; else the server is asked. */
  function bindKinds() {
    if (!form) return;
    form.addEventListener("change", (event) => {
      if (event.target.name !== "kind") return;
      if (partial || document.querySelector(".map-panel .pages")) form.requestSubmit();
      else showKinds();
    });
    showKinds();
  }

  function showKinds() {
    const kinds = new Set(new FormData(form).getAll("kind"));
    for (const { item, marker } of sites.values()) {
      if (kinds.has(item.kind)) group.addLayer(marker);
      else group.removeLayer(marker);
    }
    for (const row of rows.values()) row.hidden = !kinds.has(row.dataset.kind);
    if (selected && sites.has(selected) && !kinds.has(sites.get(selected).item.kind)) close();
    placeLabels();
  }

  // --- controls ------------------------------------------------------------------------------

  /** The province; on a narrow screen only the country between the sites, so that names have room. */
  function whole() {
    const points = Array.from(sites.values(), (site) => site.item.point);
    for (const marker of cells.values()) points.push(marker.getLatLng());
    if (home && !partial && map.getSize().x >= NARROW) return home;
    return L.latLngBounds(points).pad(partial ? 0.05 : 0.25);
  }

  function fit(animate = !still) {
    const bounds = whole();
    if (bounds.isValid()) map.fitBounds(bounds, { padding: [FIT_PADDING, FIT_PADDING], animate });
  }

  function nameControl(control, text) {
    control.title = text;
    control.setAttribute("aria-label", text);
  }

  function addFitButton() {
    const control = L.control({ position: texts.corner });
    control.onAdd = () => {
      const box = element("div", "leaflet-bar");
      const button = element("button", "map-fit");
      button.type = "button";
      nameControl(button, texts.fitText);
      const icon = shape("svg", { viewBox: "0 0 18 18", width: 18, height: 18, "aria-hidden": "true" });
      icon.append(shape("path", { class: "stroke", d: "M2 6V2H6M12 2H16V6M16 12V16H12M6 16H2V12" }));
      button.append(icon);
      button.addEventListener("click", () => fit());
      L.DomEvent.disableClickPropagation(box);
      box.append(button);
      return box;
    };
    control.addTo(map);
  }

  /** Buttons that move the map, for who cannot drag and has no arrow keys. */
  function addPanButtons() {
    const ways = [
      [texts.northText, "north", 0, -1, "M4 11L9 6L14 11"],
      [texts.westText, "west", -1, 0, "M11 4L6 9L11 14"],
      [texts.eastText, "east", 1, 0, "M7 4L12 9L7 14"],
      [texts.southText, "south", 0, 1, "M4 7L9 12L14 7"],
    ];
    const control = L.control({ position: texts.corner.replace("top", "bottom") });
    control.onAdd = () => {
      const box = element("div", "leaflet-bar map-pan");
      for (const [text, way, x, y, d] of ways) {
        const button = element("button", `pan-${way}`);
        button.type = "button";
        nameControl(button, text);
        const icon = shape("svg", { viewBox: "0 0 18 18", width: 18, height: 18, "aria-hidden": "true" });
        icon.append(shape("path", { class: "stroke", d }));
        button.append(icon);
        button.addEventListener("click", () => {
          const size = map.getSize();
          map.panBy([x * STEP * size.x, y * STEP * size.y], { animate: !still });
        });
        box.append(button);
      }
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    control.addTo(map);
  }

  /** Leaflet writes "20 km": in digits and words of the page. */
  function wordScale() {
    const line = canvas.querySelector(".leaflet-control-scale-line");
    const found = line && /^(\d+) (km|m)$/.exec(line.textContent);
    if (!found) return;
    const digits = new Intl.NumberFormat(document.documentElement.lang).format(Number(found[1]));
    line.textContent = `${digits} ${found[2] === "km" ? texts.kmText : texts.metreText}`;
    line.dir = "auto";
  }

  function bindWheel() {
    canvas.addEventListener("pointerdown", () => map.scrollWheelZoom.enable());
    canvas.addEventListener("focusin", () => map.scrollWheelZoom.enable());
    canvas.addEventListener("pointerleave", () => map.scrollWheelZoom.disable());
  }

  /** Where motion is not wanted, the map steps: also when arrow keys move it. */
  function stepInsteadOfGliding() {
    const panBy = map.panBy;
    map.panBy = (offset, options) => panBy.call(map, offset, { ...options, animate: false });
  }

  function bindLayerSwitches() {
    const box = root.querySelector("[data-map-layers]");
    if (!box) return;
    for (const input of box.querySelectorAll("input")) {
      const layer = layers.get(input.value);
      input.closest("label").hidden = !layer;
      input.addEventListener("change", () => {
        if (input.checked) map.addLayer(layer);
        else map.removeLayer(layer);
        placeLabels();
      });
    }
    box.hidden = false;
  }

  // --- start ---------------------------------------------------------------------------------

  function fail(reason) {
    const notice = root.querySelector("[data-map-failed]");
    notice.textContent = texts.failedText;
    notice.hidden = false;
    canvas.hidden = true;
    root.querySelector("[data-map-drawing]").hidden = false;
    console.warn("map:", reason);
  }

  function show() {
    root.querySelector("[data-map-drawing]").hidden = true;
    canvas.hidden = false;
    map.invalidateSize({ animate: false, pan: false });
    nameControl(canvas.querySelector(".leaflet-control-zoom-in"), texts.zoomInText);
    nameControl(canvas.querySelector(".leaflet-control-zoom-out"), texts.zoomOutText);
    addFitButton();
    addPanButtons();
    if (still) stepInsteadOfGliding();
  }

  async function draw(ground, found) {
    map.createPane("places").style.pointerEvents = "none";
    for (const { name, data } of ground) addLayer(name, data);
    partial = found.cells.length > 0;
    group = await makeGroup(found.marks.length);
    present(found);
    fit(false);
    map.setMaxBounds(map.options.limits);
    begin();
    sizeHalos();
    placeLabels();
    wordScale();
    map.on("zoomend", () => {
      sizeHalos();
      placeLabels();
    });
    map.on("moveend", placeLabels); // a label may have come to lie under a control
    map.on("move zoomend", wordScale);
    if (group.zoomToShowLayer) group.on("animationend spiderfied unspiderfied", placeLabels);
    if (partial) {
      map.on("moveend", refreshSoon);
    }
    document.fonts.ready.then(placeLabels); // widths change with the font
  }

  async function groundOf(urls) {
    const answers = await Promise.allSettled(urls.map(json));
    return answers.flatMap((answer, index) =>
      answer.status === "fulfilled" ? [{ name: layerName(urls[index]), data: answer.value }] : [],
    );
  }

  async function start() {
    map = canvas.leafletMap;
    if (!map) throw new Error("the script that makes the map did not run");
    const urls = (texts.layers || "").split(" ").filter(Boolean);
    const [ground, found] = await Promise.all([groundOf(urls), json(texts.marks)]);
    show();
    await draw(ground, found);
    bindCard();
    bindKeys();
    bindKinds();
    bindWheel();
    bindLayerSwitches();
  }

  start().catch(fail);
})();
