"""Enquiries: what readers ask, how long they wait for an answer, and how long it is kept."""
