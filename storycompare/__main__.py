"""``python -m storycompare``: the command."""

from storycompare.cli import main

if __name__ == "__main__":
    main()
