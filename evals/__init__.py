"""Quality measured on public sets: one folder per set, with its reader, its scorer and what stands beside our score.

A set is a module `evals.<set>` that offers

* `SPLITS`: the name of each split → `development` (rules and weights were chosen on it) or `untouched` (looked at once
  per release); a split that is not listed is untouched;
* `evaluate(split, data)`: the metrics of one split as a mapping from name to number; `data` is the set's folder;
* its docstring: what the set is and how to read its metrics, printed above its table;
* `BESIDE`: rows of other systems and human ceilings for the table, each with its split and source.

`make eval` scores what is there and rewrites `docs/reference/quality.md`; `make eval-gate` compares development
figures with `floors.json`. A set whose data is absent is skipped with a message.

The data is read from a path and never copied into the project; a set whose data was written for the project keeps it in
its folder and says so with `OWN_DATA`.
"""
