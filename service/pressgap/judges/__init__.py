"""Judges: optional second opinions, off by default. Each speaks `core.matching.opinions.Judge`.

``chat`` asks an OpenAI-compatible endpoint, ``cross_encoder`` a sentence-transformers model.
"""
