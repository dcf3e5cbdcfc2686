"""Matching: candidates, features, score, relation, order, and the N-way passages."""
