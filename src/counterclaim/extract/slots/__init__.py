"""What a clause says: each module reads one kind of answer (when, where, how many, what was done …)."""
