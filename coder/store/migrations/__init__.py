"""Alembic revisions, one file each; a change of the tables is a new file, never a change in an old one."""
