"""Measures and readers of labelled data: they know no pipeline."""
