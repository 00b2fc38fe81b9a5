"""Inputs that are broken, cut or hostile: each is refused by name and the others go on."""
