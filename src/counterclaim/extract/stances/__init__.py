"""How what somebody says bears on a proposition: who affirms, denies, doubts, owns up or leaves open."""
