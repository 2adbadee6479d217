"""Put the real output of the README's terminal example into the README.

Run after a change of model or report: .venv/bin/python tools/refresh_readme.py
"""

import re
import subprocess
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
EXAMPLE = re.compile(r"```console\n\$ (?P<command>.+)\n(?P<output>[\s\S]*?)```")


def main() -> None:
    """Run the command as a shell would and write what it prints."""
    text = README.read_text(encoding="utf-8")
    match = EXAMPLE.search(text)
    if match is None:
        raise SystemExit("README.md has no console example")
    run = subprocess.run(
        match["command"], shell=True, check=True, capture_output=True, text=True, cwd=README.parent, encoding="utf-8"
    )
    block = f"```console\n$ {match['command']}\n{run.stdout}```"
    README.write_text(text[: match.start()] + block + text[match.end() :], encoding="utf-8")


if __name__ == "__main__":
    main()
