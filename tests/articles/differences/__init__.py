"""Differences of texts and bodies."""
