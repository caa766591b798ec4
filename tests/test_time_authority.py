"""What speaks to the network sends only the question, follows nothing, and takes nothing else for an answer."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from journal import time_authority
from journal.time_authority import LARGEST_ANSWER, Unreachable, ask

QUERY = b"0\x03\x02\x01\x01"


class Server(ThreadingHTTPServer):
    """Answers what it is told to, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.kind, self.body = 200, "application/timestamp-reply", b"answer"
        self.location = ""
        self.asked: list[tuple[str, dict[str, str], bytes]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/tsa?x=1"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        told = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(
            (self.path, {name.lower(): value for name, value in self.headers.items()}, told)
        )
        self.send_response(self.server.status)
        self.send_header("Content-Type", self.server.kind)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
        """Nothing is written anywhere."""


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def test_the_question_is_sent_and_nothing_that_names_anyone(server: Server) -> None:
    assert ask(server.address, QUERY) == b"answer"

    ((path, headers, told),) = server.asked
    assert (path, told) == ("/tsa?x=1", QUERY)
    assert headers.keys() == {"host", "accept-encoding", "content-length", "content-type", "accept"}


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (500, "application/timestamp-reply", b"x"),
        (200, "text/html", b"<p>"),
        (302, "application/timestamp-reply", b"x"),
        (200, "application/timestamp-reply", b"x" * (LARGEST_ANSWER + 1)),
    ],
)
def test_what_is_no_answer_is_none(server: Server, status: int, kind: str, body: bytes) -> None:
    server.status, server.kind, server.body = status, kind, body
    server.location = server.address

    with pytest.raises(Unreachable):
        ask(server.address, QUERY)

    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "address",
    ["", "nonsense", "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "http://me@127.0.0.1/", "http://127.0.0.1:9/",
     "http://127.0.0.1:99999/", "https://127.0.0.1:9/", "http://[::1"],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_said_to(address: str) -> None:
    with pytest.raises(Unreachable):
        ask(address, QUERY)


def test_who_does_not_answer_is_not_waited_for_forever(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time_authority, "SECONDS", 0.2)
    held = threading.Event()
    monkeypatch.setattr(Handler, "do_POST", lambda _self: held.wait(5))

    with pytest.raises(Unreachable):
        ask(server.address, QUERY)
    held.set()


def test_the_certificates_this_computer_trusts_are_given_as_they_are() -> None:
    assert all(root.startswith(b"0\x82") for root in time_authority.trusted_roots())
