"""Numbered snapshots, and the revision of the whole site."""
