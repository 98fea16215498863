"""Bytes → text and what the file says of itself; each format is a module with ``extract``.

Plain text and Markdown are read as they are. HTML, DOCX and PDF are parsed in a process of its own
(``sandbox``). What no reader takes is named and refused.
"""

from pressgap.readers.reading import MAX_FILE_BYTES, read
from pressgap.readers.text import ReadText, check_text

__all__ = ["MAX_FILE_BYTES", "ReadText", "check_text", "read"]
