"""Notes what a page should not do: errors in the console, exceptions, requests that leave the origin."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page


class Trouble:
    """What went wrong on a page since it was watched, in `seen`."""

    def __init__(self, page: Page, origin: str) -> None:
        """Listen to `page`; `origin` is the only address it may ask."""
        self.seen: list[str] = []
        page.on("console", lambda message: self._note_console(message))
        page.on("pageerror", lambda error: self.seen.append(f"exception: {error}"))
        page.on("request", lambda request: self._note_request(request.url, origin))

    def taken(self) -> list[str]:
        """Return what was seen and forget it, for a page that several tests share."""
        seen, self.seen = self.seen, []
        return seen

    def _note_console(self, message: Any) -> None:
        if message.type in ("error", "warning") and "404 (Not Found)" not in message.text:
            self.seen.append(f"console: {message.text}")

    def _note_request(self, url: str, origin: str) -> None:
        if not url.startswith((origin, "data:", "blob:")):
            self.seen.append(f"request to {url}")
