"""A server that is killed in the middle of an import: `python -m tests.staff.killed_import URL FOLDER ROWS`.

It works at the jobs that wait, and kills itself with SIGKILL when that many rows are done.
"""

import os
import signal
import sys
from pathlib import Path

from estates import create_app
from estates.staff import import_work, importing
from tests.databases import settings_for


def main(url: str, folder: str, rows: str) -> None:
    """Work until that many rows of a job are done."""
    app = create_app(settings_for(url, Path(folder)))
    whole = importing.advance

    def advance(job_id, worker, at, /, **values):
        if values.get("done", 0) >= int(rows):
            os.kill(os.getpid(), signal.SIGKILL)  # with the rows in a transaction that is not ended
        return whole(job_id, worker, at, **values)

    importing.advance = advance
    with app.app_context():
        import_work.work()


if __name__ == "__main__":
    main(*sys.argv[1:])
