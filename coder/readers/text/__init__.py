"""Speakers and their words found in running text."""
