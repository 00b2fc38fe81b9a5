"""What published standards give for an event: one evaluator over tables, each grade with its trace."""

from counterclaim.grade.grading import grade

__all__ = ["grade"]
