"""Pages of evidence: claims, confirmations, scope documents."""
