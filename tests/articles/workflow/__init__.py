"""Handing an article over, and what publishing asks for."""
