"""``coder ui``: open the app."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace

HELP = "open the app in the browser, on this machine only"
MAX_PORT = 65_535
EXAMPLE = "coder ui --port 8600"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--port", type=_port, help="port on 127.0.0.1 (default: 8501)")
    parser.add_argument(
        "--model",
        metavar="NAME|FOLDER",
        help="the model to code with; default: CALL_REVIEW_MODEL, or the one put to use in the lab, or what ships",
    )
    parser.add_argument("--no-browser", action="store_true", help="only serve; do not open a browser")


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MAX_PORT:
        raise ArgumentTypeError(f"expected a port from 1 to {MAX_PORT}, found {text!r}")
    return int(text)


def run(options: Namespace) -> int:
    """Serve until interrupted."""
    import os

    from coder.model_choice import MODEL_VARIABLE
    from coder.model_places import find_model
    from ui.launch import open_app

    if options.model:
        find_model(options.model)
        os.environ[MODEL_VARIABLE] = options.model
    open_app(port=options.port, open_browser=not options.no_browser)
    return 0
