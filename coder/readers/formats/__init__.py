"""One module a format. A module here that holds ``FORMAT`` is found without being listed anywhere."""
