"""``python -m pressgap``: the command line."""

from pressgap.cli import main

if __name__ == "__main__":
    main()
