"""The dossier in a browser, as a reader meets it."""
