"""Speaker labels, and what labels and introductions say of people."""
