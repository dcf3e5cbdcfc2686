"""Redirects by hand: every hop checked before it is dialled, counted, and told nothing that is not its own."""

import pytest
from web_server import ARTICLE, CERTIFICATE, Server, Talk

from storycompare import Web
from storycompare.errors import NotFetched
from storycompare.gather.web import address
from storycompare.gather.web.fetch import fetch

TARGETS = """http://127.0.0.1:{c}/x http://localhost:{c}/x http://[::1]:{c}/x http://[::ffff:127.0.0.1]:{c}/x http://[::ffff:7f00:1]:{c}/x
http://2130706433:{c}/x http://0x7f000001:{c}/x http://0177.0.0.1:{c}/x http://127.1:{c}/x http://0:{c}/x http://0.0.0.0:{c}/x
http://127.0.0.2:{c}/x http://0x7f.0.0.1:{c}/x http://127.0.0.1.:{c}/x http://localhost.:{c}/x http://LOCALHOST:{c}/x
http://\uff11\uff12\uff17.0.0.1:{c}/x http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460:{c}/x http://gazette.example@127.0.0.1:{c}/x
http://127.0.0.1:{c}\\@gazette.example/x http://%31%32%37.0.0.1:{c}/x //127.0.0.1:{c}/x http://127.0.\t0.1:{c}/x http://[::]:{c}/x
http://169.254.169.254/latest/ http://2852039166/ http://[::ffff:a9fe:a9fe]/ http://[fd00:ec2::254]/ http://metadata.google.internal/
http://169.254.170.2/ http://100.100.100.200/ http://10.0.0.1/ http://172.16.0.1/ http://192.168.0.1/ http://100.64.0.1/
http://[64:ff9b::7f00:1]/ http://[2002:7f00:1::]/ http://[2001:0:7f00:1::]/ http://[fe80::1%25lo]/ http://[fc00::1]/ http://224.0.0.1/
http://255.255.255.255/ http://198.18.0.1/ http://240.0.0.1/ http://[::127.0.0.1]/ http://[fec0::1]/ http://127.0.0.1:22/
file:///etc/passwd file://localhost/etc/passwd gopher://127.0.0.1:{c}/x ftp://127.0.0.1:{c}/x data:text/html,<p>hi</p>
javascript:alert(1) dict://127.0.0.1:{c}/x http://127.0.0.1:99999/ http://[::1/""".replace("\n", " ").split(" ")


def web(server, **settings):
    return Web(**{"allow_hosts": (f"127.0.0.1:{server.port}",), "pause": 0, "seconds": 5.0, "robots": False} | settings)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("hops", [1, 2])
def test_a_target_inside_is_refused_before_it_is_dialled(server, canary, dials, monkeypatch, target, hops):
    monkeypatch.setattr(address, "WEB_PORTS", frozenset({80, 443, canary.port}))  # what holds is the address, not the port
    server.routes["/b"] = lambda talk: talk.redirect("/a")
    server.routes["/a"] = lambda talk: talk.redirect(target.format(c=canary.port))
    with pytest.raises(NotFetched, match="it led to") as error:
        fetch(f"{server.base}/{'ab'[hops - 1]}", web(server))
    assert set(dials.made) == {("127.0.0.1", server.port)}
    assert "allow-host" not in str(error.value)


@pytest.mark.parametrize(
    ("location", "final"),
    [
        ("/a", "/a"),
        ("a?b=c d#e", "/a?b=c%20d"),
        ("./x/../a", "/a"),
        ("?again", "/b?again"),
        ("/a?\u00e9\u6f22", "/a?%C3%A9%E6%BC%A2"),
        ("/a?%0d%0aSet-Cookie:%20x=1", "/a?%0d%0aSet-Cookie:%20x=1"),
    ],
)
def test_where_a_redirect_leads(server, location, final):
    server.routes["/b"] = lambda talk: talk.redirect(location) if talk.path == "/b" else talk.reply()
    page = fetch(f"{server.base}/b", web(server))
    assert (page.final_url.removeprefix(server.base), page.body) == (final, ARTICLE)


@pytest.mark.parametrize(
    ("hops", "words"),
    [(0, None), (5, None), (6, "more than 5 times"), (50, "more than 5 times")],
)
def test_redirects_are_counted(server, hops, words):
    for number in range(1, hops + 1):
        server.routes[f"/{number}"] = lambda talk, to=number - 1: talk.redirect(f"/{to}", status="301 Moved")
    server.routes["/0"] = Talk.reply
    if words is None:
        assert fetch(f"{server.base}/{hops}", web(server)).body == ARTICLE
    else:
        with pytest.raises(NotFetched, match=words):
            fetch(f"{server.base}/{hops}", web(server))
        assert len(server.asked) == 6


@pytest.mark.parametrize("to", ["/a", "/b", "", "   ", "#x"])
def test_a_circle_is_named(server, to):
    server.routes["/a"] = lambda talk: talk.redirect(to)
    server.routes["/b"] = lambda talk: talk.redirect("/a")
    with pytest.raises(NotFetched, match="circle"):
        fetch(f"{server.base}/a", web(server))
    assert len(server.asked) <= 2


def test_a_redirect_does_not_lead_out_of_tls(names, dials, monkeypatch):
    secure, plain = Server(certificate=CERTIFICATE), Server()
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    names.table = {"gazette.example": [["93.184.216.34"]]}
    dials.lead = {("93.184.216.34", 443): ("127.0.0.1", secure.port), ("93.184.216.34", 80): ("127.0.0.1", plain.port)}
    secure.routes["/a"] = lambda talk: talk.redirect("http://gazette.example/a")
    with pytest.raises(NotFetched, match="from https to http"):
        fetch("https://gazette.example/a", Web(pause=0, robots=False, trust_environment=True))
    plain.routes["/b"] = lambda talk: talk.redirect("https://gazette.example/b")
    secure.routes["/b"] = Talk.reply
    assert fetch("http://gazette.example/b", Web(pause=0, robots=False, trust_environment=True)).body == ARTICLE
    assert plain.pages() == ["/b"]
    secure.stop()
    plain.stop()


def test_the_time_limit_is_for_all_hops_together(server):
    server.routes["/a"] = lambda talk: (talk.server.stopping.wait(0.3), talk.redirect(talk.path + "1"))
    for number in range(1, 9):
        server.routes["/a" + "1" * number] = server.routes["/a"]
    with pytest.raises(NotFetched, match=r"more than 0\.7 seconds in all"):
        fetch(f"{server.base}/a", web(server, seconds=0.7))


def test_cookies_go_back_to_the_host_that_set_them_and_to_no_other(server, dials):
    other = Server()
    server.routes["/a"] = lambda t: t.reply() if "seen=1" in t.headers.get("cookie", "") else t.redirect("/a", Set_Cookie="seen=1; Path=/")
    assert fetch(f"{server.base}/a", web(server)).body == ARTICLE
    assert [headers.get("cookie") for _, _, headers in server.asked] == [None, "seen=1"]

    server.routes["/b"] = lambda talk: talk.redirect(
        f"http://127.0.0.1:{other.port}/a", Set_Cookie=["sid=SECRET; Path=/", "t=1; Domain=127.0.0.1"]
    )
    fetch(f"{server.base}/b", web(server, allow_hosts=(f"127.0.0.1:{server.port}", f"127.0.0.1:{other.port}")))
    other.stop()
    assert "cookie" not in other.asked[0][2]
    fetch(f"{server.base}/a", web(server))
    assert server.asked[-2][2].get("cookie") is None


def test_a_flood_of_cookies_is_not_sent_back(server):
    server.routes["/b"] = lambda talk: talk.redirect("/a", Set_Cookie=[f"c{number}={'x' * 4_000}" for number in range(50)])
    assert fetch(f"{server.base}/b", web(server)).body == ARTICLE
    assert "cookie" not in server.asked[-1][2]


def test_credentials_stay_with_their_host(server, dials, tmp_path, monkeypatch):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login netrc password secret\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    other = Server()
    both = (f"127.0.0.1:{server.port}", f"127.0.0.1:{other.port}")
    server.routes["/b"] = lambda talk: talk.redirect(f"http://eve:x@127.0.0.1:{other.port}/a")
    server.routes["/c"] = lambda talk: talk.redirect("/a")
    page = fetch(f"http://ana:s%2Fecret@127.0.0.1:{server.port}/c", web(server))
    assert [headers.get("authorization") for _, _, headers in server.asked] == ["Basic YW5hOnMvZWNyZXQ="] * 2
    assert "ecret" not in repr(page)
    fetch(f"http://ana:secret@127.0.0.1:{server.port}/b", web(server, allow_hosts=both))
    fetch(f"{server.base}/a", web(server, trust_environment=True))
    other.stop()
    assert "authorization" not in other.asked[0][2]
    assert "authorization" not in server.asked[-1][2]


def test_no_password_in_an_error(dials):
    with pytest.raises(NotFetched, match="loopback") as error:
        fetch("http://ana:secret@127.0.0.1/")
    assert "secret" not in str(error.value)
    assert "***@127.0.0.1" in str(error.value)


def test_proxies_of_the_environment_only_when_asked(server, dials, monkeypatch):
    proxy = Server()
    proxy.routes[f"{server.base}/a"] = lambda talk: talk.reply(b"<p>By proxy.</p>")
    monkeypatch.setenv("http_proxy", proxy.base)
    assert fetch(f"{server.base}/a", web(server)).body == ARTICLE
    assert proxy.asked == []
    assert fetch(f"{server.base}/a", web(server, trust_environment=True)).body == b"<p>By proxy.</p>"
    with pytest.raises(NotFetched, match="loopback"):  # what may not be asked for is not asked of a proxy either
        fetch("http://127.0.0.1/a", Web(trust_environment=True))
    proxy.stop()
    assert len(proxy.asked) == 1


PUBLIC = "93.184.216.34"


def test_a_proxy_is_told_the_name_once_the_name_is_checked(dials, names, monkeypatch):
    """A proxy takes Host from the target: with an address there, every site behind that address would get the same Host."""
    proxy = Server()
    names.table = {"gazette.example": [[PUBLIC]], "inner.example": [["10.0.0.5"]]}
    lines = []
    read = proxy.read

    def noted(sock):
        request = read(sock)
        lines.append(request.decode().split("\r\n"))
        return request

    proxy.read = noted
    proxy.routes["http://gazette.example/a"] = lambda talk: talk.reply(b"<p>By proxy.</p>")
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, proxy.base)
    asked = Web(pause=0, trust_environment=True, robots=False)
    assert fetch("http://gazette.example/a?b=1", asked).body == b"<p>By proxy.</p>"
    with pytest.raises(NotFetched, match="the proxy of the environment does not answer"):
        fetch("https://gazette.example/a", Web(pause=0, trust_environment=True, robots=False, seconds=1))
    with pytest.raises(NotFetched, match=r"leads to 10\.0\.0\.5"):
        fetch("http://inner.example/a", asked)
    proxy.stop()
    assert lines[0][0] == "GET http://gazette.example/a?b=1 HTTP/1.1"
    assert "Host: gazette.example" in lines[0]
    assert {line[0].rpartition(" ")[0] for line in lines[1:]} == {"CONNECT gazette.example:443"}
    assert set(dials.made) == {("127.0.0.1", proxy.port)}


def test_a_host_that_no_proxy_is_for_is_dialled_at_its_checked_address(dials, names, monkeypatch):
    proxy, serving = Server(), Server()
    names.table = {"gazette.example": [[PUBLIC]]}
    dials.lead = {(PUBLIC, 80): ("127.0.0.1", serving.port)}
    monkeypatch.setenv("http_proxy", proxy.base)
    monkeypatch.setenv("no_proxy", "gazette.example")
    assert fetch("http://gazette.example/a", Web(pause=0, trust_environment=True, robots=False)).body == ARTICLE
    serving.stop()
    proxy.stop()
    assert (proxy.asked, set(dials.made)) == ([], {(PUBLIC, 80)})
