"""What the parser gets wrong in one way again and again, put right by the words themselves."""
