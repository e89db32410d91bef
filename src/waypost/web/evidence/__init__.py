"""Claims, attestations and scope documents."""
