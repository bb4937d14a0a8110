"""Importing whole pages, the article with its comments; the apps themselves know only their half."""
