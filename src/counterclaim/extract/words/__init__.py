"""What words, marks and numbers mean on their own, before any sentence is parsed."""
