"""Tests of the repository itself: what must be true of all its models, routes, templates and words."""
