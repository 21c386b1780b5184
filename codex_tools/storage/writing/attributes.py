"""What a file has besides its content: kept by an edit, or the reason why it is not edited."""

from __future__ import annotations

import os
import stat

from codex_tools.errors import EditRefusedError

_NEVER = ("security.capability",)
"""What gives rights to a program, as set-uid does: a new content has not earned it."""

_RIGHTS, _WRITABLE = 0o777, 0o222


def check_editable(path: str) -> None:
    """Raise EditRefusedError for a file that an edit would not leave what it is otherwise.

    A file that is not there is no matter of this.
    """
    try:
        status = os.lstat(path)
    except OSError:
        return
    if reason := _reason(path, status):
        raise EditRefusedError(reason)


def _reason(path: str, status: os.stat_result) -> str:
    if not stat.S_ISREG(status.st_mode):
        return "it is no file of its own but a link, a folder or a device"
    if status.st_nlink > 1:
        return f"it has {status.st_nlink} names (hard links), and an edit would reach only one"
    if _is_read_only(path, status):
        return "it is read-only"
    if not _can_own(status):
        return "it belongs to another user or group, which an edit cannot keep"
    return ""


def _is_read_only(path: str, status: os.stat_result) -> bool:
    """Tell whether nobody is meant to write a file.

    What root may write is what it wants to write where a whole tree is without these rights, as the
    copy of a read-only medium is: there only root is asked at all.
    """
    if not status.st_mode & _WRITABLE and os.stat(os.path.dirname(path) or ".").st_mode & _WRITABLE:
        return True
    return not os.access(path, os.W_OK)


def _can_own(status: os.stat_result) -> bool:
    """Tell whether this user may make files of this owner and group."""
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        return True
    groups = (os.getegid(), *os.getgroups())
    return status.st_uid == os.geteuid() and status.st_gid in groups


def copy_attributes(path: str, descriptor: int) -> None:
    """Give a new file the owner, the rights, the ACL and the attributes of the file at ``path``.

    Raises OSError where one of them cannot be given. Set-uid and its kin are left out.
    """
    status, own = os.lstat(path), os.fstat(descriptor)
    if hasattr(os, "fchown") and (own.st_uid, own.st_gid) != (status.st_uid, status.st_gid):
        os.fchown(descriptor, status.st_uid, status.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, status.st_mode & _RIGHTS)
    if hasattr(os, "listxattr"):
        _copy_extended(_extended(path), descriptor)


def _copy_extended(wanted: dict[str, bytes], descriptor: int) -> None:
    given = _extended(descriptor)
    for name in given.keys() - wanted.keys():
        os.removexattr(descriptor, name)
    for name, value in wanted.items():
        if name not in _NEVER and given.get(name) != value:
            os.setxattr(descriptor, name, value)


def _extended(file: str | int) -> dict[str, bytes]:
    """The extended attributes, ACLs among them; none where the file system has none."""
    import errno

    try:
        return {name: os.getxattr(file, name) for name in os.listxattr(file)}
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.ENOSYS):
            return {}
        raise
