"""Kinds of models side by side: fitted to the same calls, scored on the same held-out authors."""
