"""Tests mirror the package; what several of them build lies in ``builders``."""
