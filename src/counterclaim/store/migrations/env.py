"""Runs migrations on the connection that `store.record` hands over, all in the transaction it has begun."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
