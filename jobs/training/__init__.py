"""The parts of `riwaya train`: data, losses and the loop. Each job beside it calls them."""
