"""A declaration's text → clauses; `declaration` is the way in."""
