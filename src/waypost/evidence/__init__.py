"""Evidence: what a person did, what came of it, who confirms it, and whether a packet holds enough to be judged."""
