"""PressGap: what the press did and did not ask about."""

__version__ = "0.1.0"
