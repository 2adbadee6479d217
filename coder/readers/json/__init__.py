"""Speakers, words and times found in JSON values."""
