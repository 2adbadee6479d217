"""The commands: one file each, with ``HELP``, ``EXAMPLE``, ``add_arguments`` and ``run``.

A command imports what it needs inside ``run``, so that help stays instant.
"""
