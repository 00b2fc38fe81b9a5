"""Exports of messengers: one report a message, with its sender, its minute, whom it forwards and what it shows."""
