"""What is said: propositions out of the slots that a clause fills."""
