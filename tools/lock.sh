#!/bin/sh
# Pin every dependency with its hashes, naming no registry address.
set -eu
uv=$1
options="--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet"
# shellcheck disable=SC2086
"$uv" pip compile $options pyproject.toml --group build --output-file requirements.lock
# shellcheck disable=SC2086
"$uv" pip compile $options pyproject.toml --group build --extra test --constraint requirements.lock \
    --output-file requirements-test.lock
