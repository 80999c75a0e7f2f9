"""The pages that every browser test looks at: one of each kind, and the hardest of them."""

PAGES = (
    "",
    "estates/",
    "estates/?view=cards",
    "estates/shokuhiyeh/",
    "estates/mahmoudabad/",
    "estates/private-second/",
    "estates/shokuhiyeh/figures/jobs-direct/",
    "estates/al-ghadir/figures/area-gross/",
    "province/",
    "province/figures/zones/",
    "map/",
    "sources/",
    "sources/seed/",
    "about/",
    "about/accessibility/",
    "about/privacy/",
    "nothing/",
)
