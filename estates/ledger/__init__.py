"""The ledger: fields, sources, claims, and what follows from them."""
