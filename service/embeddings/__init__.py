"""Article texts to unit vectors: the bundled encoder, and any other by name."""
