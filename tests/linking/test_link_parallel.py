"""Work is spread over processes without changing what comes out."""

import pytest

from codex_tools.linking import parallel


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_results_keep_their_order(processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_WORTH_A_PROCESS", 2)
    assert parallel.spread(lambda item: item * item, range(11), processes) == [
        item * item for item in range(11)
    ]


def test_a_failing_child_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_WORTH_A_PROCESS", 2)

    def fail_late(item: int) -> int:
        if item == 9:
            raise ValueError(item)
        return item

    with pytest.raises(ValueError, match="9"):
        parallel.spread(fail_late, range(10), 2)
