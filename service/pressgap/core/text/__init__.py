"""Text as such: lines, sentences, terms, and the names, dates and places in it."""
