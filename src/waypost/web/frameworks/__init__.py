"""Published framework versions, and the pages that show them."""
