"""Tests of the newsroom's desk."""
