"""Bytes → text. Plain text and Markdown now; every other format is named and refused."""

from pressgap.readers.text import ReadText, check_text, read

__all__ = ["ReadText", "check_text", "read"]
