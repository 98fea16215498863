"""A transcript's text → turns, speakers, exchanges, questions; `transcript` is the way in."""
