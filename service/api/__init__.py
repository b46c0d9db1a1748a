"""The HTTP API, the only package in ``service`` that knows Litestar.

Knows nothing of pages for people; it answers programs, in JSON that stays the same.
"""
