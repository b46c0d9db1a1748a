"""Vectors, words and times of articles to events and stories."""
