"""The desk: the dossiers of a case as web pages, every page with a JSON twin, on this machine.

How it is built, for whoever adds to it:

* `server.py` starts it; `app.py` is the table of routes; `opened.py` holds what a request reads from: the case, its
  current run and the run's index. Pages never open files themselves.
* A page is one module in `pages/`: `view(case: Opened, asked: Asked) -> View` takes an opened case and what was asked
  and gives a frozen value. `TEMPLATE` names what draws it; `plain(view)` gives its JSON twin. Both come from the same
  view and nothing else, so a page and its twin cannot differ. Page and twin stand at `/path` and `/path.json`.
* Add a page with one `Page(...)` row in `app.PAGES`; an act (a POST) is a route of its own that ends in a redirect to
  a page. What a page refuses it raises as a `CounterclaimError` (`NotInCase` becomes 404, `UsageError` 400,
  `Damaged` 500), and `errors.py` says in words what was expected, what came and what to do.
* Templates stand in `templates/` and extend `base.html`; those of the dossier (`render/templates`) are found after
  ours, so that `event.html` is one file for the command line and the desk. Autoescape is on, unknown names are errors,
  hiding characters are written out. No inline style or script: the policy in `headers.py` forbids both. A script in
  `static/` may make a page quicker to use; everything works without it.
* A page that takes long and tells nothing of what the process that answers is doing says `apart=True`: then a process
  that only draws makes it (`beside.py`), and nobody who asks for something light waits.
* Lists are paged by `asked.paging`; rows come from `index/`, which is made from a run once and never changes, as the
  run does not. Whatever is computed from it is kept under the run's id: what is small and of the whole run by
  `Opened.whole`; the rest by `Opened.kept`, which lets go of what was asked for longest ago.
* A GET changes nothing in the case. An act checks where it was asked for, and that it was meant (`work.guard`).
"""
