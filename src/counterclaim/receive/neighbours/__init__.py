"""Files of neighbouring tools, known by their columns or their structure and never by their names.

Each row is a report with its named source, its day and its place in the file. What has no place in a report is kept
under the name of its column and listed in a note.
"""

from counterclaim.receive.neighbours.archived import archived_page
from counterclaim.receive.neighbours.documents import document, written_here
from counterclaim.receive.neighbours.entries import entries
from counterclaim.receive.neighbours.known import known
from counterclaim.receive.neighbours.tagged import by_tag

__all__ = ["archived_page", "by_tag", "document", "entries", "known", "written_here"]
