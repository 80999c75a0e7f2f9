"""The seed: reading it, checking it, and loading it without overwriting what staff did."""
