"""Riwaya's core: pages to articles to stories to timelines, its store and its HTTP API."""
