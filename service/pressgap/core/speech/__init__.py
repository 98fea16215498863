"""What a sentence of speech does: it asks, greets, gives the floor, leads up to a question."""
