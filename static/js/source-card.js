// Opens a source as a card beside its citation mark.
(() => {
  if (!("popover" in HTMLElement.prototype)) return;

  const card = document.createElement("div");
  card.className = "source-card";
  card.popover = "auto";
  card.tabIndex = -1;
  card.autofocus = true;
  card.setAttribute("role", "dialog");
  document.body.append(card);
  let open; // its mark

  const place = () => {
    const at = open.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = card;
    const fits = at.bottom + height + 8 < innerHeight || at.top < height;
    const room = document.documentElement.clientWidth - width - 8;
    card.style.top = `${scrollY + (fits ? at.bottom + 8 : at.top - height - 8)}px`;
    card.style.left = `${Math.max(8, Math.min(at.left - width / 2, room))}px`;
  };

  const close = () => open?.removeAttribute("aria-expanded");
  card.addEventListener("toggle", (event) => event.newState === "closed" && close());

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("a.c");
    const entry = mark && document.getElementById(mark.hash.slice(1));
    if (!entry || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    close();
    open = mark;
    mark.focus();
    mark.ariaExpanded = "true";
    card.ariaLabel = mark.ariaLabel;
    card.replaceChildren(...[...entry.childNodes].map((node) => node.cloneNode(true)));
    if (!card.matches(":popover-open")) card.showPopover();
    place();
  });
})();
