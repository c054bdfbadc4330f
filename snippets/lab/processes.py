"""Does each piece of work in a process of its own, whose memory is given back, and notices a process that is killed."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar, cast

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_processes(
    work: Callable[[Item], Result], items: Iterable[Item], workers: int
) -> Iterator[tuple[Item, Result | str]]:
    """Give every item with what `work` makes of it, in the order in which they are finished.

    Forked processes share what this one has loaded until they change it. Where a process ends without
    a result, its item comes with a sentence that says so; the others go on.

    Args:
        work: what is done with an item; its result is pickled.
        items: what there is to do, in this order.
        workers: how many processes may run at a time.

    """
    context = multiprocessing.get_context("fork")
    waiting = deque(items)
    busy: dict[Any, tuple[Item, Any]] = {}  # the end of its pipe: an item and its process
    try:
        while waiting or busy:
            while waiting and len(busy) < workers:
                item = waiting.popleft()
                receiver, sender = context.Pipe(duplex=False)
                process = context.Process(target=_work, args=(work, item, sender))
                process.start()
                sender.close()  # or the end of the process would not be the end of its messages
                busy[receiver] = item, process
            for ended in wait(list(busy)):
                item, process = busy[ended]
                try:
                    result = cast(Connection, ended).recv()
                except EOFError:
                    process.join()
                    result = _lost(process.exitcode or 0)
                process.join()
                del busy[ended]
                yield item, result
    finally:  # an error or an interruption here
        for _, process in busy.values():
            process.terminate()
        for _, process in busy.values():
            process.join()


def _work(work: Callable[[Item], Result], item: Item, sender: Connection) -> None:
    sender.send(work(item))


def _lost(code: int) -> str:
    how = f"ended by itself with the exit code {code}"
    if code < 0:
        how = f"was killed from outside with {signal.Signals(-code).name}"
    return f"Its process {how}, perhaps for want of memory. Nothing of it is kept; finished runs are safe."
