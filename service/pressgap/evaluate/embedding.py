"""How labelled texts become documents with vectors: through the library, which keeps none."""

from __future__ import annotations

from dataclasses import dataclass

from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.model import Structure
from pressgap.library import Library, NewDocument


@dataclass(frozen=True, slots=True)
class Embedding:
    """Embeds labelled texts; ``keep_vectors`` leaves their vectors in the library's database, so
    that the next run need not embed them again.
    """

    library: Library
    keep_vectors: bool = False

    def embed(self, new: NewDocument, structure: Structure | None = None) -> EmbeddedDocument:
        """Embed a text, parsed unless its structure is known; raises as ``Library.embed`` does."""
        found = self.library.embed(new, structure=structure)
        if self.keep_vectors:
            self.library.remember(found)
        return found
