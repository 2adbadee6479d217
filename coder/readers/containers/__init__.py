"""Bytes, packed and marked-up files turned into text, tables or trees."""
