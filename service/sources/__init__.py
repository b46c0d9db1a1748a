"""Where pages come from: files, feeds and addresses, and the outlets behind them."""
