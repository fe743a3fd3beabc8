"""A real cluster: its workers read as this process does, also when one of them is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import youthstats as ys
from tests.workbook.many_files.runs import SCHEME, same, units_of
from youthstats.model.returns import Return
from youthstats.model.schemes import Scheme
from youthstats.workbook.reading.read import How, survey

distributed = pytest.importorskip("distributed")

_MAY_BE_DONE_HERE = pytest.mark.filterwarnings("ignore:Lost with a worker:RuntimeWarning")
"""A result may be lost with its worker between its arrival and its being told: it is done once more."""


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """The client of a cluster of two processes; one that is killed is started anew."""
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def test_a_cluster_reads_them(client: Any, folder: Path, in_memory: ys.Filed) -> None:
    """By its executor: the same returns, reports and places."""
    assert same(in_memory, ys.read(folder, SCHEME, executor=client.get_executor()))


def _killed_over(
    unit: str, flag: Path, returns: Sequence[Return], scheme: Scheme
) -> tuple[int, list[str]]:
    """Name the units, and who does it; the first process that comes to ``unit`` is killed."""
    units = units_of(returns, scheme)
    if unit in units and not flag.exists():
        flag.write_text(str(os.getpid()))
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid(), units


@_MAY_BE_DONE_HERE
def test_a_worker_killed_in_a_batch_loses_no_return(
    client: Any, folder: Path, in_memory: ys.Filed, tmp_path: Path
) -> None:
    """It dies with a return read and not yet told: another reads it, and it counts once."""
    flag = tmp_path / "killed"
    found = survey(
        folder,
        SCHEME,
        How(executor=client.get_executor()),
        partial(_killed_over, "桐乡市", flag),
    )
    made = list(found.made)
    assert same(in_memory, found.filed)
    assert sorted(found.filed.units) == sorted(unit for _, units in made for unit in units)
    (process,) = (process for process, units in made if "桐乡市" in units)
    assert int(flag.read_text()) != process


@_MAY_BE_DONE_HERE
def test_a_worker_killed_from_outside_changes_no_total(client: Any, folder: Path) -> None:
    """It dies with results that were told and results that were not: each is added once."""
    (process, *_) = client.run(os.getpid).values()

    def kill(done: int, total: int) -> None:
        if done == 2:
            os.kill(process, signal.SIGKILL)

    job = ys.reconcile(folder, SCHEME, executor=client.get_executor(), progress=kill)
    here = ys.reconcile(folder, SCHEME)
    assert here.review.findings == job.review.findings
    for one, other in zip(here.totals, job.totals, strict=True):
        assert dict(one.records) == dict(other.records)
