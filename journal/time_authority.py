"""The one module that speaks to the network: it asks a time-stamp authority, and only after the person said so.

It is loaded when that happens and not before. Nothing is sent but the question; nothing is followed but the address.
"""

import http.client
import ssl
from collections.abc import Sequence
from urllib.parse import SplitResult, urlsplit

SECONDS = 20.0
LARGEST_ANSWER = 1 << 20


class Unreachable(Exception):
    """No answer came, or not one of an authority."""


def ask(address: str, query: bytes) -> bytes:
    """Send the question to the authority at `address` (http or https) and return its answer's bytes (RFC 3161 §3.4).

    Redirections are not followed and nothing is sent that names the person or the program.

    Raises:
        Unreachable: no answer came, or not one of an authority.
    """
    try:
        place = urlsplit(address)
        connection = _connection(place)
        try:
            headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
            connection.request("POST", _path(place), body=query, headers=headers)
            return _answer(connection.getresponse())
        finally:
            connection.close()
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise Unreachable from error


def trusted_roots() -> Sequence[bytes]:
    """The certificates this computer trusts, as DER."""
    context = ssl.create_default_context()
    return context.get_ca_certs(binary_form=True)


def _connection(place: SplitResult) -> http.client.HTTPConnection:
    if not place.hostname or place.username is not None:
        raise Unreachable
    if place.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(place.hostname, place.port, timeout=SECONDS, context=context)
    if place.scheme == "http":
        return http.client.HTTPConnection(place.hostname, place.port, timeout=SECONDS)
    raise Unreachable


def _path(place: SplitResult) -> str:
    return (place.path or "/") + (f"?{place.query}" if place.query else "")


def _answer(response: http.client.HTTPResponse) -> bytes:
    kind = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    if response.status != http.client.OK or kind != "application/timestamp-reply":
        raise Unreachable
    data = response.read(LARGEST_ANSWER + 1)
    if len(data) > LARGEST_ANSWER:
        raise Unreachable
    return data
