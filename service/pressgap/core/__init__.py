"""Pure functions and frozen values: text in, structure, verdicts and Report out."""
