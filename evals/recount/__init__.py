"""Every number and every grade of a case counted again from its claims, by code that shares none with the product.

    python -m evals.recount CASE [CASE …]

What is read is what `export` writes and what a dossier prints; what is counted is who is one voice, who stands where,
who is silent, ranges, what was replaced, who was first, and the grade of each standard, after the words of the
standards (`docs/reference/standards.md`) and not by their tables. Where the two differ, one of them is wrong.
"""
