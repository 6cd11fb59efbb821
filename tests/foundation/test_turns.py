"""Writers of one process stand in line."""

import threading
import time

from foundation.turns import Line


def test_writers_are_served_in_the_order_they_came() -> None:
    line, served = Line(), []
    assert line.enter()

    def write(number: int) -> None:
        assert line.enter()
        served.append(number)
        line.leave()

    writers = []
    for number in range(8):
        writers.append(threading.Thread(target=write, args=(number,)))
        writers[-1].start()
        time.sleep(0.02)
    line.leave()
    for writer in writers:
        writer.join(5)
    assert served == list(range(8))


def test_only_one_writes_at_a_time() -> None:
    line, inside, most = Line(), 0, 0
    guard = threading.Lock()

    def write() -> None:
        nonlocal inside, most
        for _turn in range(50):
            assert line.enter()
            with guard:
                inside += 1
                most = max(most, inside)
            with guard:
                inside -= 1
            line.leave()

    writers = [threading.Thread(target=write) for _writer in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(20)
    assert most == 1


def test_nobody_waits_for_oneself_or_for_ever() -> None:
    line = Line()
    assert line.enter()
    assert not line.enter()
    found: list[bool] = []
    waiting = threading.Thread(target=lambda: found.append(line.enter(patience=0.05)))
    waiting.start()
    waiting.join(5)
    line.leave()
    assert found == [False]
    assert line.enter()
