"""Runs codex so that it dies, with status 77, where it leaves the base that it is asked about.

The first argument is the list of folders in which files may be opened, with ``:`` between them.
"""

from __future__ import annotations

import os
import sys

ALLOWED = tuple(os.path.realpath(each) for each in sys.argv[1].split(":"))
FORBIDDEN = ("socket.", "ftplib.", "http.", "urllib.", "smtplib.", "os.exec", "os.posix_spawn")


def hook(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str | bytes):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if path != os.devnull and not path.startswith(ALLOWED):
            leave(f"{path} is opened")
    elif event == "subprocess.Popen" and not str(arguments[0]).endswith("/git"):
        leave(f"{arguments[0]} is run")
    elif event.startswith(FORBIDDEN):
        leave(f"{event} {arguments}")


def leave(why: str) -> None:
    os.write(2, f"left the base: {why}\n".encode("utf-8", "backslashreplace"))
    os._exit(77)


sys.argv[:] = ["codex", *sys.argv[2:]]
sys.addaudithook(hook)
from codex_tools.__main__ import run  # noqa: E402 - the hook sees what this opens

run()
