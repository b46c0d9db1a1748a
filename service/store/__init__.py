"""The only package that speaks SQL: SQLite by default, PostgreSQL by the same text.

Knows nothing of how articles are clustered or shown; it keeps what the jobs hand it.
"""
