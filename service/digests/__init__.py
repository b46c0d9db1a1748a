"""A window of stories to a digest: ranked, then written as a page and as a text."""
