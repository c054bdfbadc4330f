"""Serves the built site by Caddy on this machine as a host should, and prints how many requests a second it answers.

    python -m tests.scripts.host            # for 60 seconds
    python -m tests.scripts.host 5          # for 5

Needs Caddy and wrk (on Debian: apt-get install caddy wrk). Files are compressed beforehand; the headers are those of
`_headers`, checked on one page and one hashed file; any answer but 200 fails.
"""

from __future__ import annotations

import gzip
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

from overrides.publishing.headers import FOREVER, headers
from tests.support.build import build

COMPRESSED = {".html", ".css", ".js", ".svg", ".json", ".xml", ".txt", ".md"}
PAGES = ["/", "/understand/peft/", "/glossary/", "/decide/decision-flow/"]


def caddyfile(site: Path, port: int) -> str:
    """Return a Caddyfile that serves the site at a port, compressed beforehand, with its headers."""
    lines = ["{", "\tadmin off", "\tauto_https off", "}", f"http://127.0.0.1:{port} {{", f"\troot * {site}"]
    for pattern, named in headers(site).items():
        lines += [f'\theader {pattern.rstrip("/") or "*"} {name} "{value}"' for name, value in named.items()]
    lines += ["\thandle_errors {", "\t\trewrite * /404.html", "\t\tfile_server", "\t}"]
    return "\n".join([*lines, "\tfile_server {", "\t\tprecompressed gzip", "\t}", "}", ""])


def compress(site: Path) -> None:
    """Write a compressed twin beside each file that gains by it."""
    for path in [each for each in site.rglob("*") if each.suffix in COMPRESSED]:
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))


def answer_to(port: int, path: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and content of what the server answers."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def answers(port: int) -> bool:
    """Tell whether somebody listens at a port."""
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def check(port: int, site: Path) -> None:
    """Fail unless the headers that the site asks for are sent, and a missing page is answered by 404.html."""
    _, sent, _ = answer_to(port, "/")
    for name, value in headers(site)["/*"].items():
        assert sent.get(name) == value, f"{name}: {sent.get(name)}"
    assert sent.get("Content-Encoding") == "gzip", "/ is sent uncompressed"
    script = next((site / "assets" / "js").glob("main.*.js")).relative_to(site).as_posix()
    _, sent, _ = answer_to(port, f"/{script}")
    assert sent.get("Cache-Control") == FOREVER, f"{script} may not be kept"
    status, _, content = answer_to(port, "/nowhere/")
    assert status == 404, f"a missing page is answered with {status}"
    assert content == (site / "404.html").read_bytes(), "a missing page is not answered with 404.html"


def main(seconds: int) -> int:
    """Build, serve, check and measure; return 1 where a request failed."""
    missing = [name for name in ("caddy", "wrk") if not shutil.which(name)]
    if missing:
        sys.stderr.write(f"{' and '.join(missing)} not found. On Debian: apt-get install caddy wrk\n")
        return 1
    with tempfile.TemporaryDirectory() as name, socket.socket() as free:
        site = Path(name) / "site"
        built = build(site)
        assert built.returncode == 0, built.stdout
        compress(site)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        config = Path(name) / "Caddyfile"
        config.write_text(caddyfile(site, port), encoding="utf-8")
        server = subprocess.Popen(["caddy", "run", "--config", str(config)], stderr=subprocess.DEVNULL)
        try:
            base = f"http://127.0.0.1:{port}"
            while not answers(port):
                assert server.poll() is None, "caddy ended: run `caddy run` with the file to see why"
                time.sleep(0.1)
            check(port, site)
            failed = False
            print(f"{'page':28}{'requests/s':>12}{'p99':>10}{'errors':>8}")
            for page in PAGES:
                command = ["wrk", "-t1", "-c16", f"-d{max(1, seconds // len(PAGES))}s", "--latency"]
                command += ["-H", "Accept-Encoding: gzip", base + page]
                told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
                bad = re.findall(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)", told)
                rate = re.search(r"Requests/sec:\s+(\S+)", told)
                slowest = re.search(r"99%\s+(\S+)", told)
                assert rate, told
                assert slowest, told
                print(f"{page:28}{rate[1]:>12}{slowest[1]:>10}{len(bad):>8}")
                failed |= bool(bad)
        finally:
            server.terminate()
            server.wait()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
