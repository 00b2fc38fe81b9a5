"""What the desk is doing: taking and settling, with how far it is; and asking it to settle, or to verify."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from counterclaim.desk.answer import as_html, json_answer
from counterclaim.desk.app import desk_of
from counterclaim.desk.work.act import Act, Done, Posted
from counterclaim.desk.work.clock import now
from counterclaim.desk.work.deciding import back_to
from counterclaim.desk.work.jobs import Job, Jobs
from counterclaim.desk.work.reader import reader_of
from counterclaim.people import Permission
from counterclaim.records.codec import to_plain
from counterclaim.settings import SCHEMA_VERSION


def shown(request: Request) -> Response:
    """Show what is being done; the page comes by itself until all is done."""
    jobs: Jobs = request.app.state.jobs
    found = _for(request, jobs)
    values = {"jobs": found, "busy": jobs.busy(), "twin": "/work.json"}
    body = as_html(request, "tasks.html", "work", desk_of(request).name, values)
    answer = Response(body, media_type="text/html; charset=utf-8")
    if jobs.busy():
        answer.headers["Refresh"] = "2"
    return answer


def _for(request: Request, jobs: Jobs) -> tuple[Job, ...]:
    """Give what is done as one may know it: names of what was refused are for those who take."""
    may = reader_of(request).may(Permission.TAKE)
    return tuple(job if may else replace(job, refused=(), words="") for job in jobs.all())


def told(request: Request) -> Response:
    """Tell what is being done."""
    jobs: Jobs = request.app.state.jobs
    desk = desk_of(request)
    run = desk.folder.runs.current()
    rows = [to_plain(job) for job in _for(request, jobs)]
    return json_answer({"schema": SCHEMA_VERSION, "page": "work", "run": run, "busy": jobs.busy(), "jobs": rows})


def settled(posted: Posted) -> Done:
    """Ask for a settlement."""
    job = posted.jobs.settle(posted.reader.name)
    return Done(to=back_to(posted.text("back") or "/work"), plain={"job": job.id})


def verified(posted: Posted) -> Done:
    """Ask for a verification of the case as its sender may see it; the page of the ledger tells what it finds."""
    posted.desk.verifying.start(now)
    return Done(to="/ledger", plain={"verifying": True})


ROUTES = (Route("/work.json", told, methods=["GET"]), Route("/work", shown, methods=["GET"]))
ACTS = (
    Act(path="/settle", permission=Permission.SETTLE, do=settled),
    # It reads every byte of the case: not for whoever may only look.
    Act(path="/ledger/verify", permission=Permission.EXPORT, do=verified),
)
