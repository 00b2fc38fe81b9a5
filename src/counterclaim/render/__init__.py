"""Dossiers as files and objects: HTML, Markdown, CSV and the machine contract. Renderers draw; they decide nothing."""
