"""Property tests try the same cases on every run and on every machine, however busy it is."""

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")
