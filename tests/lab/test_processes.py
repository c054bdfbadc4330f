"""Work is done in processes of its own, and one that ends without a result is noticed."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from snippets.lab.processes import in_processes


def test_every_item_comes_with_its_result_from_another_process() -> None:
    found = dict(in_processes(lambda number: (number**2, os.getpid()), range(5), 2))
    assert {number: square for number, (square, _) in found.items()} == {number: number**2 for number in range(5)}
    assert len({process for _, process in found.values()} | {os.getpid()}) == 6


def test_results_larger_than_a_pipe_arrive() -> None:
    assert dict(in_processes(lambda size: "x" * size, [3_000_000], 1)) == {3_000_000: "x" * 3_000_000}


def test_no_more_processes_run_than_are_asked_for(tmp_path: Path) -> None:
    def count(number: int) -> int:
        (tmp_path / str(number)).touch()
        time.sleep(0.05)
        running = len(list(tmp_path.iterdir()))
        (tmp_path / str(number)).unlink()
        return running

    assert max(running for _, running in in_processes(count, range(8), 2)) <= 2


def test_a_process_that_is_killed_from_outside_is_reported_and_the_others_go_on(tmp_path: Path) -> None:
    def work(number: int) -> int:
        if number == 1:
            (tmp_path / "process").write_text(str(os.getpid()), encoding="utf-8")
            (tmp_path / "process").rename(tmp_path / "ready")
            time.sleep(600)
        return number

    def kill() -> None:
        while not (tmp_path / "ready").is_file():
            time.sleep(0.01)
        os.kill(int((tmp_path / "ready").read_text(encoding="utf-8")), signal.SIGKILL)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    found = dict(in_processes(work, range(4), 2))
    assert "was killed from outside with SIGKILL" in str(found.pop(1))
    assert found == {0: 0, 2: 2, 3: 3}


def test_a_process_that_leaves_early_is_reported() -> None:
    ((_, found),) = in_processes(lambda _: os._exit(7), [0], 1)
    assert "ended by itself with the exit code 7" in found


def test_an_error_here_ends_the_processes(tmp_path: Path) -> None:
    def work(number: int) -> int:
        if number:
            (tmp_path / "process").write_text(str(os.getpid()), encoding="utf-8")
            (tmp_path / "process").rename(tmp_path / "ready")
            time.sleep(600)
        while not (tmp_path / "ready").is_file():
            time.sleep(0.01)
        return number

    results = in_processes(work, [0, 1], 2)
    assert next(results) == (0, 0)
    with pytest.raises(ZeroDivisionError):
        results.throw(ZeroDivisionError)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "ready").read_text(encoding="utf-8")), 0)
