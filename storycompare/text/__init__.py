"""Text: normal forms, tokens, numbers, sentence boundaries and the roles of sentences."""
