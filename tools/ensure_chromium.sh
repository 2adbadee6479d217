#!/bin/sh
# Get a headless Chromium for the browser tests from the system's package manager.
# Without one those tests skip and say so.
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && exit 0
done
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium for the browser tests"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } \
        >/dev/null 2>&1 && exit 0
fi
echo "No Chromium: the browser tests will be skipped. On Debian: sudo apt-get install chromium" >&2
exit 0
