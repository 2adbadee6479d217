"""How the app is started: private, and clear about a port that is taken."""

import socket

import pytest

from coder import CoderError
from ui import launch


@pytest.fixture
def taken_port():
    with socket.socket() as other:
        other.bind((launch.ADDRESS, 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_said_to_be_taken(taken_port):
    with pytest.raises(CoderError) as caught:
        launch.open_app(taken_port, open_browser=False)
    assert caught.value.where == f"port {taken_port}"


def test_a_taken_port_is_passed_over(taken_port, monkeypatch):
    monkeypatch.setattr(launch, "FIRST_PORT", taken_port)
    assert launch._free_port() > taken_port


def test_no_port_left_is_an_error(taken_port, monkeypatch):
    monkeypatch.setattr(launch, "FIRST_PORT", taken_port)
    monkeypatch.setattr(launch, "PORTS_TRIED", 1)
    with pytest.raises(CoderError):
        launch._free_port()


def test_the_app_stays_on_this_machine():
    config = launch._config(8501, open_browser=True)
    assert config["server.address"] == "127.0.0.1"
    assert config["browser.gatherUsageStats"] is False
    assert config["client.showErrorDetails"] == "none"
    assert config["server.headless"] is False
