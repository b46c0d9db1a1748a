"""The store's history as Alembic migrations."""
