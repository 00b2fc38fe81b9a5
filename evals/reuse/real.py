"""Real pairs, labelled by hand."""
