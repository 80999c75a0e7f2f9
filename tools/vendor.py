"""Third-party files that browsers get: `python -m tools.vendor`.

Copies Leaflet with its plugin for clusters, cuts two small fonts out of Vazirmatn and a coarse
window out of Natural Earth's countries, and copies the two fonts that documents in PDF are set in,
from node_modules/ to static/vendor/.
"""

import io
import shutil

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, TTLibError
from fontTools.varLib import instancer

from tools import world
from tools.step import BUILD, ROOT, StepFailed, finish, write_whole

PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
UNFINISHED = BUILD / "vendor"

LEAFLET = ["dist/leaflet.js", "dist/leaflet.css", "LICENSE"]
# leaflet.css names these three; the build of static files refuses a url() that leads nowhere.
LEAFLET_IMAGES = ["layers.png", "layers-2x.png", "marker-icon.png"]
# Its two sheets have colours and motion of their own: ours stand in for them.
CLUSTERS = {
    "dist/leaflet.markercluster.js": "leaflet.markercluster.js",
    "MIT-LICENCE.txt": "LICENSE",
}

WORLD = "world-atlas"

FONT = PACKAGES / "vazirmatn" / "fonts" / "webfonts" / "Vazirmatn[wght].woff2"
WEIGHTS = (400, 800)
# Documents are made on the server (`web/documents.py`): whole fonts, which no page asks for.
DOCUMENT_FONTS = ("Vazirmatn-Regular.ttf", "Vazirmatn-Bold.ttf")
LARGEST_FONTS = 70 * 1024
# Joining, ligatures, marks, kerning and figures of equal width for tables; no decorative sets.
JOINING = ["ccmp", "init", "medi", "fina", "isol", "rlig", "liga", "calt", "locl"]
FEATURES = [*JOINING, "mark", "mkmk", "kern", "tnum"]

ARABIC = (
    (0x060C, 0x060C),  # ،
    (0x061B, 0x061C),  # ؛ and the Arabic letter mark
    (0x061F, 0x063A),  # ؟ and letters
    (0x0640, 0x0655),  # tatweel, letters, diacritics, hamza above and below
    (0x0660, 0x066C),  # ٠-٩ ٪ ٫ ٬
    (0x0670, 0x0671),  # superscript alef, alef wasla
    (0x067E, 0x067E),  # پ
    (0x0686, 0x0686),  # چ
    (0x0698, 0x0698),  # ژ
    (0x06A9, 0x06AF),  # ک گ
    (0x06C0, 0x06C3),  # ۀ ة and kin
    (0x06CC, 0x06D5),  # ی ە and kin
    (0x06F0, 0x06F9),  # ۰-۹
    (0x200C, 0x200F),  # ZWNJ, ZWJ, direction marks
    (0x202A, 0x202E),  # direction embeddings
    (0x2066, 0x2069),  # direction isolates
    (0xFDFC, 0xFDFC),  # rial sign
)
# What stands between Persian words; the Latin font has these too.
SHARED = " \u00a0!()+-./:[]«»·×–—…"
LATIN = (
    (0x0020, 0x007E),
    (0x00A0, 0x017F),  # Latin-1 with ² ³ × · ©, Latin Extended-A with ā ī ū
    (0x02BB, 0x02BF),  # ʿ and ʾ of romanised Persian
    (0x200C, 0x200F),
    (0x2010, 0x2015),
    (0x2018, 0x201E),
    (0x2066, 0x2069),
)
LATIN_SIGNS = "…•′″←→↑↓−≈≠≤≥€™"


def copy_leaflet() -> None:
    """Copy Leaflet's script, sheet, images and licence."""
    source, target = PACKAGES / "leaflet", UNFINISHED / "leaflet"
    (target / "images").mkdir(parents=True)
    for name in LEAFLET:
        shutil.copyfile(source / name, target / name.removeprefix("dist/"))
    for name in LEAFLET_IMAGES:
        shutil.copyfile(source / "dist" / "images" / name, target / "images" / name)


def copy_clusters() -> None:
    """Copy the plugin that gathers marks into clusters, with its licence."""
    target = UNFINISHED / "markercluster"
    target.mkdir()
    for name, copy in CLUSTERS.items():
        shutil.copyfile(PACKAGES / "leaflet.markercluster" / name, target / copy)


def cut_world() -> None:
    """Cut the countries around Iran out of Natural Earth's, with the licence of the package."""
    source, target = PACKAGES / WORLD, UNFINISHED / WORLD
    target.mkdir()
    world.write(source / "countries-110m.json", target / "around-iran.json")
    shutil.copyfile(source / "LICENSE", target / "LICENSE")


def cut_fonts() -> None:
    """Cut Vazirmatn into a font for Arabic script and one for Latin, at the weights in use."""
    target = UNFINISHED / "vazirmatn"
    arabic = {code for first, last in ARABIC for code in range(first, last + 1)}
    latin = {code for first, last in LATIN for code in range(first, last + 1)}
    fonts = {
        "vazirmatn-arabic.woff2": _subset(arabic | {ord(sign) for sign in SHARED}),
        "vazirmatn-latin.woff2": _subset(latin | {ord(sign) for sign in SHARED + LATIN_SIGNS}),
    }
    size = sum(map(len, fonts.values()))
    if size > LARGEST_FONTS:
        raise StepFailed(
            f"The two fonts are {size:,} bytes, more than {LARGEST_FONTS:,}: take characters or "
            "features out of tools/vendor.py."
        )
    for name, content in fonts.items():
        write_whole(target / name, content)
    shutil.copyfile(PACKAGES / "vazirmatn" / "OFL.txt", target / "OFL.txt")


def copy_document_fonts() -> None:
    """Copy the fonts of documents beside those of pages, whose licence is theirs."""
    for name in DOCUMENT_FONTS:
        source = PACKAGES / "vazirmatn" / "fonts" / "ttf" / name
        shutil.copyfile(source, UNFINISHED / "vazirmatn" / name)


def _subset(characters: set[int]) -> bytes:
    font = TTFont(FONT, recalcTimestamp=False)
    options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True, flavor="woff2")
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    # After the subset: the instancer drops glyphs without variation that the subsetter looks for.
    instancer.instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
    font.flavor = "woff2"
    content = io.BytesIO()
    font.save(content)
    return content.getvalue()


def main() -> None:
    """Make static/vendor/ anew, and put it in place only when all of it is there."""
    shutil.rmtree(UNFINISHED, ignore_errors=True)
    try:
        copy_leaflet()
        copy_clusters()
        cut_world()
        cut_fonts()
        copy_document_fonts()
    except (OSError, TTLibError) as error:
        raise StepFailed(
            f"Third-party files could not be prepared ({error}): delete node_modules/, then start "
            "again."
        ) from error
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.parent.mkdir(exist_ok=True)
    UNFINISHED.rename(VENDOR)


if __name__ == "__main__":
    finish(main)
