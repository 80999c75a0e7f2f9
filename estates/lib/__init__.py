"""Pure helpers: no Flask, no SQLAlchemy, no input or output."""
