#!/bin/sh
# Get a headless Chromium for the browser tests from the system's package manager,
# with libatomic, which Playwright's driver needs and a minimal Debian lacks.
# Without them those tests skip and say so.
missing=
has_command() { command -v "$1" >/dev/null; }
has_command chromium || has_command chromium-browser || has_command google-chrome || missing=chromium
ldconfig -p 2>/dev/null | grep -q 'libatomic\.so\.1' || missing="$missing libatomic1"
[ -z "$missing" ] && exit 0

if has_command apt-get && [ "$(id -u)" = 0 ]; then
    echo "Installing for the browser tests: $missing"
    # shellcheck disable=SC2086
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } \
        >/dev/null 2>&1 && exit 0
fi
echo "Missing, so that the browser tests may be skipped: $missing. On Debian: sudo apt-get install $missing" >&2
exit 0
