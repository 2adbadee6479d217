"""Utterances found in rows and columns."""
