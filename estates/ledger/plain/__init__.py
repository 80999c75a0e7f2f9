"""Subjects that are plain rows: declared once as a `Shape`, and edited, published and told by it.

``columns`` are what a row is made of, ``shape`` puts them together, ``kind`` is what drafts have to
know (`history.drafts.Kind`), ``telling`` makes sentences.
"""
