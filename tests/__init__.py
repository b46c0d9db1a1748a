"""The tests mirror the tree; none needs a network or the shared data."""
