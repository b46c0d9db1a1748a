"""The dashboard's pages, one file each: read the store, fill a template.

Knows nothing of how the API answers.
"""
