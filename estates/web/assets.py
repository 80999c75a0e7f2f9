"""The static build: what browsers get, named after its content, and how the site serves it.

A file's name carries a digest of what is in it (`css/site.3f2a9c1b.css`), so that browsers may keep
it for ever and never see a stale one. The sheets of `css/` become one file; those of `css/pages/`
and everything else stay files of their own. Scripts are not minified: what is quick enough to do so
in Python (rjsmin) breaks nested template literals, and compression takes most of the difference.
"""

import gzip
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from posixpath import dirname, normpath, relpath
from posixpath import join as join_url

import brotli
import rcssmin
from flask import Flask
from whitenoise import WhiteNoise

URL_PREFIX = "/static/"
SITE_SHEET = "css/site.css"
COMPRESSED_KINDS = {".css", ".js", ".svg", ".json", ".txt", ".xml", ".webmanifest"}
MAX_AGE_WITHOUT_DIGEST = 60 * 60

_DIGEST_IN_NAME = re.compile(r"\.[0-9a-f]{8}(\.[a-z0-9]+)+$")
_URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<url>.*?)(?P=quote)\s*\)""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class AssetError(Exception):
    """The static files contradict one another, or a page asks for one that there is not."""


def build(static_dir: Path, out_dir: Path) -> dict[str, str]:
    """Build every file of `static_dir` into `out_dir`; return names and hashed names.

    Does nothing when `out_dir` was built from the same content. Several processes may build at the
    same time: names follow from content, each file appears whole, and the manifest appears last.
    Raises AssetError, with file and url, for a `url()` in a sheet that leads to no file of ours.
    """
    sources = _read_sources(static_dir)
    fingerprint = _fingerprint(sources)
    built = _read_manifest(out_dir, fingerprint)
    if built is not None:
        return built
    (out_dir / "files").mkdir(parents=True, exist_ok=True)
    plain = {name: content for name, content in sources.items() if not name.endswith(".css")}
    names = {name: _publish(out_dir, name, content) for name, content in plain.items()}
    sheets = _sheets(sources, names)
    names |= {name: _publish(out_dir, name, content) for name, content in sheets.items()}
    _write_manifest(out_dir, fingerprint, names)
    return names


class Assets:
    """The addresses of a build's files."""

    def __init__(self, static_dir: Path, out_dir: Path) -> None:
        self.folder = out_dir / "files"
        self.names = build(static_dir, out_dir)

    def url(self, name: str) -> str:
        """Return the address of a file by its name in `static/`, such as `js/menu.js`.

        Raises AssetError for a name that was not built.
        """
        try:
            return URL_PREFIX + self.names[name]
        except KeyError:
            raise AssetError(_unknown(name, self.names)) from None

    def init_app(self, app: Flask) -> None:
        """Give templates `asset_url`, and let WhiteNoise answer for the files before Flask does."""
        app.extensions["assets"] = self
        app.add_template_global(self.url, "asset_url")
        app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
            app.wsgi_app,
            root=self.folder,
            prefix=URL_PREFIX.strip("/"),
            max_age=MAX_AGE_WITHOUT_DIGEST,
            immutable_file_test=has_digest,
            allow_all_origins=False,
        )


def has_digest(path: str, url: str) -> bool:
    """Say whether an address changes with the content of its file, so that it may be kept."""
    return _DIGEST_IN_NAME.search(url) is not None


def _read_sources(static_dir: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(static_dir.rglob("*")) if path.is_file())
    files = {path.relative_to(static_dir).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in files.items() if _is_public(name)}


def _is_public(name: str) -> bool:
    return not any(part.startswith(".") for part in name.split("/"))


def _fingerprint(sources: dict[str, bytes]) -> str:
    """Return a digest of the sources and of this recipe."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for name, content in sorted(sources.items()):
        digest.update(f"\0{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _hashed(name: str, content: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    digest = hashlib.sha256(content).hexdigest()[:8]
    return f"{stem}.{digest}.{suffix}" if dot else f"{name}.{digest}"


def _sheets(sources: dict[str, bytes], names: dict[str, str]) -> dict[str, bytes]:
    """Return the finished sheets by name; those of the whole site are one, in order of name."""
    finished: dict[str, bytes] = {}
    for name, content in sorted(sources.items()):
        if name.endswith(".css"):
            target = SITE_SHEET if _is_of_whole_site(name) else name
            finished[target] = finished.get(target, b"") + _sheet(name, content.decode(), names)
    return finished


def _is_of_whole_site(name: str) -> bool:
    return re.fullmatch(r"css/[^/]+\.css", name) is not None


def _sheet(name: str, text: str, names: dict[str, str]) -> bytes:
    """Return a sheet that points at hashed names, without what only people read."""
    if name.startswith("vendor/"):
        return _URL.sub(partial(_rewritten, name, names), text).encode()
    text = _COMMENT.sub("", text)
    if "@import" in text:
        raise AssetError(f"static/{name} has an @import: put that sheet into static/css/ instead.")
    return rcssmin.cssmin(_URL.sub(partial(_rewritten, name, names), text)).encode() + b"\n"


def _rewritten(sheet: str, names: dict[str, str], match: re.Match[str]) -> str:
    """Return a `url()` with the hashed name of its file, relative to the sheet."""
    url = match["url"]
    if re.search(r"\s", url):
        raise AssetError(f"static/{sheet} has a space in url({url}): write it as %20.")
    if url.startswith(("#", "data:")):
        return match[0]
    path, _, fragment = url.partition("#")
    target = normpath(join_url(dirname(sheet), path))
    if target not in names:
        raise AssetError(f"static/{sheet} has url({url}), but there is no static/{target}.")
    relative = relpath(names[target], dirname(sheet) or ".")
    return f'url("{relative}#{fragment}")' if fragment else f'url("{relative}")'


def _publish(out_dir: Path, name: str, content: bytes) -> str:
    """Write a file under its hashed name and return that.

    The compressed forms come first: whoever finds the file finds them too.
    """
    hashed = _hashed(name, content)
    if Path(name).suffix in COMPRESSED_KINDS:
        for suffix, compress in _COMPRESSIONS.items():
            small = compress(content)
            if len(small) < len(content):
                _write(out_dir, f"files/{hashed}{suffix}", small)
    _write(out_dir, f"files/{hashed}", content)
    return hashed


_COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    ".br": lambda content: brotli.compress(content, mode=brotli.MODE_TEXT),
    ".gz": lambda content: gzip.compress(content, compresslevel=9, mtime=0),
}


def _write(out_dir: Path, name: str, content: bytes) -> None:
    """Put a file in place whole, by way of a folder that is never served."""
    target, unfinished = out_dir / name, out_dir / "unfinished"
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished.mkdir(exist_ok=True)
    handle, path = tempfile.mkstemp(dir=unfinished)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    written = Path(path)
    written.chmod(0o644)
    written.replace(target)


def _write_manifest(out_dir: Path, fingerprint: str, names: dict[str, str]) -> None:
    manifest = {"fingerprint": fingerprint, "files": names}
    text = json.dumps(manifest, indent=1, sort_keys=True)
    _write(out_dir, "manifest.json", text.encode())


def _read_manifest(out_dir: Path, fingerprint: str) -> dict[str, str] | None:
    """Return the names of a complete build of these sources, or None."""
    try:
        manifest = json.loads((out_dir / "manifest.json").read_text("utf-8"))
        names: dict[str, str] = manifest["files"]
        same = manifest["fingerprint"] == fingerprint
    except (OSError, ValueError, KeyError, TypeError):
        return None
    complete = all((out_dir / "files" / name).is_file() for name in names.values())
    return names if same and complete else None


def _unknown(name: str, names: Iterable[str]) -> str:
    if _is_of_whole_site(name):
        return f"static/{name} is a part of {SITE_SHEET}: ask for that."
    return f"There is no static/{name}; there are: {', '.join(sorted(names)) or 'no files at all'}."
