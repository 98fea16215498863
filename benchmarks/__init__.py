"""Speed and memory, measured side by side in one run; nothing here passes or fails."""

from pressgap.cli.program import rest_idle_threads

rest_idle_threads()  # as every command does, and before numpy is loaded
