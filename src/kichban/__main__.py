"""`python -m kichban` is the same as `kichban`."""

from kichban.cli import main

if __name__ == "__main__":
    main()
