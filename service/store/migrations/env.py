"""Alembic's entry: runs the migrations on the connection that ``open_store`` hands over."""

from __future__ import annotations

from alembic import context

from service.store.schema import article

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=article.metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
