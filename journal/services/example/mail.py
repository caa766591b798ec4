"""E-mails as a mail program saves them, with the headers that tell which way they came."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from journal.services.example.chance import seeded
from journal.services.example.times import HOME
from journal.services.example.told import Told

_STUDIO = "atelier@mleroux.example"
_PARAGRAPHS = (
    "I looked at the page again before I wrote this.",
    "You will say that you do not know me. Look through your letters.",
    "I have copied this to nobody. This time.",
    "There is a train at ten past, as you know.",
)


def mail(told: Told) -> bytes:
    """The mail of an entry. Some have a second, formatted part with a picture that reports when it is loaded."""
    rng = seeded("mail", told.entry.key)
    sender = told.entry.latest.account.shown
    host = sender.rpartition("@")[2]
    message = EmailMessage(SMTP)
    stamp = _stamp(told.happened_ms)
    relay = f"198.51.100.{rng.randint(10, 60)}"
    message["Return-Path"] = f"<{sender}>"
    message["Received"] = (
        f"from mx{rng.randint(1, 4)}.{host} (mx.{host} [{relay}]) by mail.mleroux.example with ESMTPS"
        f" id {rng.randrange(16**10):010x} for <{_STUDIO}>; {_stamp(told.happened_ms + 4000)}"
    )
    message["Received"] = (
        f"from [198.51.100.{rng.randint(70, 90)}] (unknown [203.0.113.{rng.randint(40, 80)}]) by mx.{host}"
        f" with ESMTPSA id {rng.randrange(16**10):010x}; {stamp}"
    )
    message["Date"] = stamp
    message["From"] = f"NightOwl <{sender}>" if _is_owl(sender) else sender
    message["To"] = _STUDIO
    if "gallery" in told.entry.latest.headline:
        message["Cc"] = "contact@galerie-aubry.example"
    message["Subject"] = told.subject
    message["Message-ID"] = f"<{rng.randrange(16**16):016x}.{told.entry.key}@{host}>"
    message["User-Agent"] = "Postbox 7.2"
    words = told.entry.latest.exact_words
    text = _around(words, rng.sample(_PARAGRAPHS, 2)) if _is_owl(sender) else f"{words}\n"
    message.set_content(text, cte="quoted-printable")
    if "reports when it is opened" in told.entry.latest.headline or (_is_owl(sender) and rng.random() < 0.25):
        message.add_alternative(_formatted(text, told.entry.key), subtype="html", cte="quoted-printable")
        message.set_boundary(f"=_{rng.randrange(16**20):020x}")
    return message.as_bytes()


def _is_owl(sender: str) -> bool:
    return "owl" in sender


def _around(words: str, others: list[str]) -> str:
    return f"{others[0]}\n\n{words}\n\n{others[1]}\n\nN. 🦉\n"


def _formatted(text: str, key: str) -> str:
    paragraphs = "".join(f"<p>{part}</p>\n" for part in text.strip().split("\n\n"))
    tracker = f'<img src="https://t.owlnews.example/open/{key}" width="1" height="1" alt="">'
    return f"<!DOCTYPE html>\n<html><body>\n{paragraphs}{tracker}\n</body></html>\n"


def _stamp(utc_ms: int) -> str:
    return format_datetime(datetime.fromtimestamp(utc_ms // 1000, ZoneInfo(HOME)))
