"""What differs inside a match: word-level hunks, and one small file for each kind of difference."""
