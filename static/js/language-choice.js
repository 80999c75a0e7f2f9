// Remembers the language that a reader chose, so that the bare address leads there next time.
// The only cookie of the public pages: it holds a language code and nothing else.
for (const link of document.querySelectorAll("a[data-language]")) {
  link.addEventListener("click", () => {
    const code = encodeURIComponent(link.dataset.language);
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `language=${code}; path=/; max-age=31536000; samesite=lax${secure}`;
  });
}
