"""Print the path of a Chromium that starts here; install one if there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# The headless shell starts a page more than twice as fast as the full browser, so it comes first.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def starts(path: str | None) -> bool:
    """Tell whether `path` is a browser that answers to --version."""
    if not path or not os.access(path, os.X_OK):
        return False
    return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0


def installed() -> str | None:
    """Return a Chromium of this machine: $CHROMIUM, one on the PATH, or Playwright's own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    candidates = [os.environ.get("CHROMIUM"), *(shutil.which(name) for name in NAMES), own]
    return next((path for path in candidates if starts(path)), None)


def install_with_playwright() -> None:
    """Let Playwright download its own build; it fails where its server cannot be reached."""
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, stdout=sys.stderr)


def install_with_apt() -> None:
    """Install Debian's package; works only as root on Debian and its relatives."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False, stdout=sys.stderr, env=environment)
    for package in ("chromium-headless-shell", "chromium"):  # older releases have only the second
        command = ["apt-get", "install", "-y", "-qq", package]
        if subprocess.run(command, check=False, stdout=sys.stderr, env=environment).returncode == 0:
            return


def main() -> int:
    """Print the path and return 0, or explain what to do and return 1."""
    for install in (lambda: None, install_with_playwright, install_with_apt):
        install()
        if path := installed():
            print(path)
            return 0
    print(
        "The tests need Chromium, and none could be installed. Install Chromium or Chrome with your package "
        "manager, or name one: make test CHROMIUM=/path/to/chrome",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
