"""The pages people read: one app that serves the API and the dashboard in three languages.

Knows nothing of clustering or dates; it shows what the store holds.
"""
