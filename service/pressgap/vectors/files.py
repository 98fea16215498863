"""The files of an index: replaced whole, or left as they were."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from pressgap.core.codec import from_json
from pressgap.errors import StorageUnavailable
from pressgap.vectors import EMPTY, State

MANIFEST = "manifest.json"
_LOCK_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the file of an index holds, and how to know it whole."""

    model_sha256: str
    generation: int
    stamp: str
    file: str
    size: int
    sha256: str


class IndexFiles:
    """A folder with one index in it, shared by processes."""

    def __init__(self, folder: Path, model_sha256: str) -> None:
        """Use ``folder`` for the vectors of one model."""
        self._folder = folder
        self._model_sha256 = model_sha256

    def read(self) -> tuple[bytes, State]:
        """Return the index file's content and state; nothing and ``EMPTY`` when unusable."""
        # Another process may replace both files between our two reads: look again, then give up.
        for _ in range(3):
            manifest = self._manifest()
            if manifest is None or manifest.model_sha256 != self._model_sha256:
                return b"", EMPTY
            content = self._content(manifest)
            if content is not None:
                return content, (manifest.generation, manifest.stamp)
        return b"", EMPTY

    def write(self, content: bytes, state: State) -> None:
        """Put ``content`` in the place of what is there; raises ``StorageUnavailable``.

        Of two processes the last one stays; an earlier state costs its reader a catching up.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / "lock", timeout=_LOCK_SECONDS):
                self._replace(content, state)
        except (OSError, Timeout) as error:
            raise StorageUnavailable(
                f"the vector index cannot be written to {self._folder} "
                f"({getattr(error, 'strerror', None) or error}): free space or give leave to "
                "write there; nothing is lost, it is rebuilt from library.db"
            ) from error

    def _replace(self, content: bytes, state: State) -> None:
        name = f"passages-{uuid4().hex}.faiss"
        manifest = Manifest(
            model_sha256=self._model_sha256,
            generation=state[0],
            stamp=state[1],
            file=name,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )
        try:
            _write(self._folder / name, content)
            fresh = self._folder / f"{MANIFEST}.new"
            _write(fresh, json.dumps(asdict(manifest), indent=1).encode())
            fresh.replace(self._folder / MANIFEST)
            _sync_folder(self._folder)
        except OSError:
            (self._folder / name).unlink(missing_ok=True)
            raise
        for old in self._folder.glob("passages-*.faiss"):
            if old.name != name:
                old.unlink(missing_ok=True)

    def _manifest(self) -> Manifest | None:
        try:
            data = json.loads((self._folder / MANIFEST).read_text(encoding="utf-8"))
            return from_json(Manifest, data)
        except (OSError, ValueError):
            return None

    def _content(self, manifest: Manifest) -> bytes | None:
        try:
            content = (self._folder / Path(manifest.file).name).read_bytes()
        except OSError:
            return None
        if len(content) != manifest.size:
            return None
        return content if hashlib.sha256(content).hexdigest() == manifest.sha256 else None


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the renaming last too; some systems cannot, and lose at most the cache."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
