"""What is worked out when it is first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801  # it is written as `property` is
    """A property of an object with a ``__dict__`` that is worked out once.

    As `functools.cached_property`, which up to Python 3.11 takes a lock each time: a story has thousands of these.

    >>> class Sentence:
    ...     @once
    ...     def words(self) -> list[str]:
    ...         return "six men left".split()
    >>> sentence = Sentence()
    >>> sentence.words is sentence.words
    True
    """

    def __init__(self, work: Callable[[Any], T]) -> None:
        self.work = work
        self.name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, instance: Any, owner: type | None = None) -> T:
        value = instance.__dict__[self.name] = self.work(instance)
        return value
