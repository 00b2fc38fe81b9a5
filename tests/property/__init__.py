"""What holds for any input: offsets, ids, storage, decisions, ranges."""
