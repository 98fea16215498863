"""What a newsroom does with documents: add, get, list, search, remove, index anew."""

from pressgap.library.adding import Added
from pressgap.library.library import Counts, Library
from pressgap.library.reading import NewDocument, as_exported, as_read
from pressgap.library.workshop import EmbeddingModel

__all__ = ["Added", "Counts", "EmbeddingModel", "Library", "NewDocument", "as_exported", "as_read"]
