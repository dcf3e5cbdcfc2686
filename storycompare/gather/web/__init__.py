"""The network: one page at a time, politely, from public addresses only."""
