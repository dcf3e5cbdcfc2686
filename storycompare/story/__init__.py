"""The story as a whole: who tells it, who carries what, and how alike the versions are."""
