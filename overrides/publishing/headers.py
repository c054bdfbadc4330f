"""The headers that a host should send, in the `_headers` form that several static hosts read."""

from __future__ import annotations

import re
from pathlib import Path

_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
_HASH = re.compile(r"'sha256-[^']+'")
_ALWAYS = {
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FOREVER = "public, max-age=31536000, immutable"  # for files whose name holds a hash of their content
HASHED = ("/assets/css/*", "/assets/js/*", "/assets/javascripts/*")


def policy(site: Path) -> str:
    """Return the policy that the pages state for themselves, with the hashes of all, and what a page cannot state."""
    policies = {_META.search(page.read_text(encoding="utf-8")) for page in site.rglob("*.html")}
    stated = {match[1] for match in policies if match}
    hashes = " ".join(sorted({each for one in stated for each in _HASH.findall(one)}))
    (frame,) = {" ".join(_HASH.sub("", one).split()) for one in stated}
    return frame.replace("script-src 'self'", f"script-src 'self' {hashes}") + "; frame-ancestors 'none'"


def headers(site: Path) -> dict[str, dict[str, str]]:
    """Return the headers for each pattern of addresses."""
    return {
        "/*": {"Content-Security-Policy": policy(site), **_ALWAYS},
        **{pattern: {"Cache-Control": FOREVER} for pattern in HASHED},
    }


def write(site: Path) -> None:
    """Write `_headers` into the site."""
    lines = [
        line
        for pattern, named in headers(site).items()
        for line in [pattern, *(f"  {name}: {value}" for name, value in named.items())]
    ]
    (site / "_headers").write_text("\n".join(lines) + "\n", encoding="utf-8")
