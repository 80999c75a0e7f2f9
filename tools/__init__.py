"""Set-up steps that the Makefile calls: `python -m tools.<step>` from the top of the tree."""
