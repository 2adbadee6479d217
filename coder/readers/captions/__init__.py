"""Cues with times, as caption files hold them, made into speech."""
