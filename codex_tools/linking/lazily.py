"""Attributes that are worked out when they are first asked for, and then kept."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class lazily(Generic[Value]):  # noqa: N801 - a decorator, used like a function
    """As `functools.cached_property`, without the lock that it takes before Python 3.12."""

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> "lazily[Value]": ...
    @overload
    def __get__(self, owner: object, kind: type) -> Value: ...
    def __get__(self, owner: object | None, kind: type) -> "Value | lazily[Value]":
        """The value, which from now on stands in the place of this."""
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._work(owner)
        return value
