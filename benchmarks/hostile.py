"""A hostile web server's every route, redirect target and robots.txt: what came back, and whether the requirement was held.

``python benchmarks/hostile.py SERVER_FILE [NAME ...]``: SERVER_FILE is a module with `HostileServer` and `LoopbackOnly`, run in this
process; NAMEs, if any, are parts of the routes to drive. Nothing leaves this machine: what would is refused and counted.
"""

import importlib.util
import json
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from storycompare import StoryCompareError, Web, load
from storycompare.gather.web import address
from storycompare.gather.web.fetch import fetch

# What must be read whole; every other route must be refused, cut or named as an error.
WHOLE = """/ok /ok-b /slow-ok /gzip/ok /ua-wall /flaky /redirect/chain /redirect/cookie-wall /redirect/refresh-header /type/octet /type/none
/type/html-as-pdf /type/garbage /type/long /type/plain /etag /broken/negative-length /bomb/on-redirect""".split()
# Headers that cannot be read may be passed over or refused.
EITHER = ["/broken/nul-header"]
# The far end of something else, and two routes that are themselves what nobody may ask for.
PASSED_OVER = ["/canary"]
ROBOTS_ALLOW = "allow missing-404 forbidden-403 html-garbage huge-2mb crawl-delay-2 crawl-delay-huge redirect-loop redos".split()
ROBOTS_OF_OTHERS = {"deny-article": "/etag"}
QUERIES = {"/status": "?code=404", "/redirect/ssrf": "?to=canary-127", "/big/page": "?mb=50"}
SECONDS = 32
"""What a route may take: the limit of a fetch and the time to read a page."""
STATUSES = (400, 402, 403, 404, 410, 418, 429, 451, 500, 501, 502, 503, 504)


def outcome(url, web):
    """What came back, in a word or two."""
    try:
        version = load(url, web=web)
    except StoryCompareError as error:
        return error.code, str(error)
    message = version.reason.message if version.reason else f"{len(version.text)} characters"
    return " ".join(filter(None, [version.status, version.reason and version.reason.code])), message


def timed(url, web):
    start = time.monotonic()
    word, message = outcome(url, web)
    return word, message, time.monotonic() - start


def show(kind, name, result, held):
    word, message, seconds = result
    print(f"{'held' if held else 'NOT HELD':9}{seconds:5.1f} s  {kind} {name}: {word} | {message[:150]}", flush=True)
    return held


def rounds(server, names):
    """Rows of (kind, name, address, settings, whether it must be read whole: None for either)."""
    index = json.loads(fetch(f"{server.base}/__index", Web(allow_hosts=(f"127.0.0.1:{server.port}",), robots=False, pause=0)).body)
    web = Web(allow_hosts=(f"127.0.0.1:{server.port}",), pause=0)
    rows = []
    for route in index["routes"]:
        if route not in PASSED_OVER:
            whole = None if route in EITHER else route in WHOLE or route.startswith("/charset/")
            rows.append(("route", route, server.base + route + QUERIES.get(route, ""), web, whole))
    rows += [("status", code, f"{server.base}/status?code={code}", web, False) for code in STATUSES]
    rows += [("hops", n, f"{server.base}/redirect/chain?n={n}", web, n <= 5) for n in (4, 6, 50)]
    for name in index["ssrf"]:
        harmless = name in {"crlf", "nonascii", "raw-latin1"}  # these lead back to the article
        rows.append(("redirect", name, f"{server.base}/redirect/ssrf?to={name}", web, None if harmless else False))
        rows.append(("two hops", name, f"{server.base}/redirect/ssrf-two-hops?to={name}", web, None if harmless else False))
    for name, base in server.robots.items():
        allowed = Web(allow_hosts=(base.removeprefix("http://"),), pause=0)
        rows.append(("robots", name, f"{base}/ok", allowed, name in ROBOTS_ALLOW))
        rows.append(("robots ignored", name, f"{base}/ok", Web(allow_hosts=allowed.allow_hosts, pause=0, robots=False), True))
        if name in ROBOTS_OF_OTHERS:
            rows.append(("robots, another page", name, base + ROBOTS_OF_OTHERS[name], allowed, True))
    return [row for row in rows if not names or any(name in f"{row[0]} {row[1]}" for name in names)]


def main(path, *names):
    sys.path.insert(0, str(Path(path).parent))
    spec = importlib.util.spec_from_file_location("hostile_server", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for mib in (256, 1024):  # the server makes its bombs when first asked, and is silent so long
        module.gz_bomb(mib)
    load(html="<p>The parser's imports are paid for ahead.</p>")
    Path("/proc/self/clear_refs").write_text("5", "utf-8")  # the peak is counted anew from here
    before = peak()
    with module.HostileServer(seconds=900) as server, module.LoopbackOnly() as guard:
        address.WEB_PORTS |= {server.canary_port}  # the rule of ports lifted: what holds is the rule of addresses
        rows = rounds(server, names)
        with ThreadPoolExecutor(6) as pool:
            results = list(pool.map(lambda row: timed(row[2], row[3]), rows))
        held = [
            show(kind, name, result, result[2] < SECONDS and (whole is None or whole == (result[0] == "ok")))
            for (kind, name, _, _, whole), result in zip(rows, results, strict=True)
        ]
        hits = server.stats()["canary_hits"]
        # Allowed by name, the canary may be asked: what it is told then must be nothing that is another host's.
        both = (f"127.0.0.1:{server.port}", f"localhost:{server.canary_port}")
        outcome(f"http://ana:secret@127.0.0.1:{server.port}/redirect/leak", Web(allow_hosts=both, pause=0, robots=False))
        told = server.stats()["canary_headers"][hits:]
        leaks = [headers for headers in told if headers.keys() & {"authorization", "cookie"}]
        print(f"held {sum(held)}/{len(held)}; canary hits {hits}; blocked dials {len(guard.blocked)}")
        print(f"the canary asked {len(told)} time on purpose; secrets of another host told to it {len(leaks)}")
    print(f"memory at its highest {peak():.0f} MB, {peak() - before:.0f} MB of it after the imports, server included")


def peak():
    """The most memory this process has had, in MB."""
    return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("utf-8"))[1]) / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
