"""Clauses, questions and statements against speech: scores, probabilities, verdicts, reasons."""
