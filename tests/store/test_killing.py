"""Nothing that was confirmed is lost when the writer is killed, whenever that is."""

import json
import os
import subprocess
import sys

import pytest

from tests.builders import REPOSITORY

ROUNDS = int(os.environ.get("CALL_REVIEW_TEST_KILLS", "25"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system: nobody to kill")
def test_a_killed_writer_loses_nothing_confirmed(url: str) -> None:
    command = [sys.executable, "-m", "tests.store.killing", url, str(ROUNDS), "7"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    print(result)
    assert result["kills"] == ROUNDS
    assert result["confirmed"] >= ROUNDS
