// The shortlist: what a reader means to compare. An address that names sites (`e`) says what it is;
// between pages the storage of the browser keeps it, and nothing else does.
(() => {
  const KEY = "shortlist";
  const MOST = 4;
  const page = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const [link] = all("[data-shortlist-link]");
  const dock = document.getElementById("compare");
  const count = dock?.querySelector("[data-shortlist-count]");
  const names = dock?.querySelector("[data-shortlist-names]");
  const invitation = count?.textContent;
  const words = (number) => new Intl.NumberFormat(page.lang).format(number);
  let chosen = new Map(); // reference: [name, language]

  const know = (it) => chosen.set(it.dataset.shortlist, [it.dataset.name, page.lang]);

  const remember = () => {
    try {
      localStorage.setItem(KEY, JSON.stringify([...chosen]));
      return true;
    } catch {
      return false; // storage is switched off: the address alone has to do
    }
  };

  const recall = () => {
    try {
      chosen = new Map(JSON.parse(localStorage.getItem(KEY)));
    } catch {
      chosen = new Map();
    }
    show();
  };

  // From here on the storage says it, and no link of the list carries what was true on arrival.
  const forgetAddress = () => {
    for (const it of [...document.links, location]) {
      const url = new URL(it.href);
      if (it === link || url.origin !== location.origin || !url.searchParams.has("e")) continue;
      url.searchParams.delete("e");
      if (it === location) history.replaceState(null, "", url);
      else it.href = url;
    }
    for (const it of all("input[type=hidden][name=e]")) it.remove();
  };

  // A name in the dock; one whose own checkbox is on another page can be unticked here.
  const entry = ([ref, [name, language]]) => {
    const item = document.createElement("li");
    const said = document.createElement("bdi");
    said.textContent = name;
    said.lang = language;
    if (all(`[data-shortlist="${CSS.escape(ref)}"]`).some((it) => !dock.contains(it))) {
      item.append(said);
      return item;
    }
    const label = document.createElement("label");
    const box = document.createElement("input");
    label.className = "pick";
    Object.assign(box, { type: "checkbox", name: "e", value: ref, checked: true });
    Object.assign(box.dataset, { shortlist: ref, name });
    label.append(box, said);
    item.append(label);
    return item;
  };

  const show = () => {
    for (const it of all("[data-shortlist]")) {
      const on = chosen.has(it.dataset.shortlist);
      if (on) know(it);
      if (it.type === "checkbox") it.checked = on;
      it.dataset.addText ??= it.textContent; // before it is first changed: cards come later
      if (it.dataset.removeText) it.textContent = on ? it.dataset.removeText : it.dataset.addText;
    }
    if (dock) {
      dock.toggleAttribute("data-some", chosen.size > 0);
      count.textContent = chosen.size
        ? count.dataset.shortlistCount.replace("{n}", words(chosen.size))
        : invitation;
      names.replaceChildren(...[...chosen].map(entry));
    }
    const badge = link.querySelector("b");
    badge.hidden = !chosen.size;
    badge.textContent = words(chosen.size);
    link.search = new URLSearchParams([...chosen.keys()].map((ref) => ["e", ref]));
  };

  const choose = (it, on) => {
    const full = on && chosen.size >= MOST;
    for (const said of all("[data-shortlist-full]")) {
      said.textContent = full ? said.dataset.shortlistFull.replace("{name}", it.dataset.name) : "";
    }
    if (on && !full) know(it);
    if (!on) chosen.delete(it.dataset.shortlist);
    if (chosen.size <= MOST) remember();
    show();
    if (!it.isConnected) dock.querySelector("button").focus(); // its name has left the dock
  };

  document.addEventListener("change", ({ target }) => {
    if (target.type === "checkbox" && target.dataset.shortlist) choose(target, target.checked);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-remove-text]");
    if (!button) return;
    event.preventDefault();
    choose(button, !chosen.has(button.dataset.shortlist));
  });
  addEventListener("storage", recall);
  addEventListener("pageshow", (event) => event.persisted && recall());

  if (!new URLSearchParams(location.search).has("e")) return recall();
  for (const it of all("[data-shortlist][checked], [data-chosen]")) know(it);
  if (chosen.size <= MOST && remember() && dock) forgetAddress();
  show();
})();
