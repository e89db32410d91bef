"""What happened: append-only events, chained; notifications are made from them."""
