"""Licensing: what is said of priority, and the procedures."""
