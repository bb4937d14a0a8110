"""How the site talks to PostgreSQL: prepared reads, connections that fail fast, outages."""
