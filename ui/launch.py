"""Starts the app on this machine only, from wherever it is installed."""

import socket
from pathlib import Path
from typing import Any

import streamlit as st

from coder import CoderError, choose_codebook, model_in_use
from ui.theme import theme_options

ADDRESS = "127.0.0.1"
FIRST_PORT = 8501
PORTS_TRIED = 20


def open_app(port: int | None = None, open_browser: bool = True) -> None:
    """Serves the app until stopped.

    Args:
        port: the port to use; ``None`` takes the first free one from 8501 on.
        open_browser: whether to open the user's browser on it.

    Raises:
        CoderError: the port is taken, no such model, or another codebook than the model's is named.
    """
    # Colours and columns follow the codebook, which the page may not change once it is served.
    choose_codebook(model_in_use())
    chosen = _free_port() if port is None else _checked_port(port)
    st.App(Path(__file__).with_name("app.py")).run(config=_config(chosen, open_browser))


def _config(port: int, open_browser: bool) -> dict[str, Any]:
    return {
        "server.address": ADDRESS,
        "server.port": port,
        # Refuses a web site that points its own name at this machine.
        "server.allowedHosts": [ADDRESS, "localhost"],
        "server.headless": not open_browser,
        "server.fileWatcherType": "none",
        # Above the reader's own limit, so that the reader can say what to do about a large file.
        "server.maxUploadSize": 50,
        "server.showEmailPrompt": False,
        "browser.serverAddress": ADDRESS,
        "browser.gatherUsageStats": False,
        "client.toolbarMode": "viewer",
        "client.showErrorDetails": "none",
        **theme_options(),
    }


def _checked_port(port: int) -> int:
    if not _is_free(port):
        raise CoderError(
            f"port {port}",
            expected="a free port",
            found="another program using it, perhaps this app in another window",
            next_step="Close that program or choose another port.",
        )
    return port


def _free_port() -> int:
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        if _is_free(port):
            return port
    raise CoderError(
        ADDRESS,
        expected=f"a free port from {FIRST_PORT} to {FIRST_PORT + PORTS_TRIED - 1}",
        found="all of them taken",
        next_step="Name a port yourself.",
    )


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # A port that a stopped server left a moment ago counts as free, as it does for the server.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except (OSError, OverflowError):
            return False
    return True
