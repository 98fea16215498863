"""Findings → the Report, and what people see in it: maps, queues, counts, agreement."""
