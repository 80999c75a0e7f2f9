"""The store of uploaded files: each named by the digest of what is in it, written whole or not.

No name of a file ever comes from whoever sends it. Files are readable by the owner of the process
alone; the site hands out what its database says is public.
"""

import errno
import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from flask import Flask, current_app

from estates.settings import Settings

NAME = re.compile(r"([0-9a-f]{64})(?:-([1-9][0-9]{1,4}))?\.(webp|pdf)")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class NotStored(Exception):
    """The disk did not take a file. ``full``: it has no room."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror or str(error))
        self.full = error.errno in _FULL


class Store:
    """Files in a folder, in a folder for each two letters of their digest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Where the file of that name is. Raises ValueError for what can be no name."""
        if NAME.fullmatch(name) is None:
            raise ValueError(f"{name!r} names no file")
        return self.folder / name[:2] / name

    def put(self, files: Mapping[str, bytes]) -> None:
        """Keep files by their names; what is there stays. Raises NotStored."""
        try:
            for name, content in files.items():
                self._put(self.path(name), content)
        except OSError as error:
            raise NotStored(error) from error

    def _put(self, path: Path, content: bytes) -> None:
        if path.exists():
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")  # 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(temporary).unlink()
            raise
        _sync_folder(path.parent)

    def remove(self, name: str) -> None:
        """Take a file away; it may be gone already."""
        self.path(name).unlink(missing_ok=True)

    def names(self) -> list[str]:
        """The name of every file there is, in order."""
        found = self.folder.glob("[0-9a-f][0-9a-f]/*")
        return sorted(path.name for path in found if NAME.fullmatch(path.name))


def _sync_folder(folder: Path) -> None:
    """Let the new name of a file outlive a failure of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest_of(content: bytes) -> str:
    """The name that content has in the store."""
    return sha256(content).hexdigest()


def store() -> Store:
    """The store of this application."""
    return current_app.extensions["uploads"]


def init_app(app: Flask, settings: Settings) -> None:
    """Open the store; its folder is made with the first file."""
    app.extensions["uploads"] = Store(settings.upload_dir.resolve())
