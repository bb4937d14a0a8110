"""Reading from PostgreSQL at the least cost; knows nothing of what is read."""
