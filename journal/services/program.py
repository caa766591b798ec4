"""What a record says of the program and the computer it was written with; no user, no host, no path."""

import platform
from importlib import metadata

from journal import __version__
from journal.domain.records import Library

_LIBRARIES = (
    *(
        "PySide6-Essentials",
        "asn1crypto",
        "cryptography",
        "isal",
        "mss",
        "Pillow",
        "pypdfium2",
        "reportlab",
        "sqlcipher3",
    ),
    "uharfbuzz",
)


def program() -> str:
    """The program's name and version."""
    return f"Journal {__version__}"


def system() -> str:
    """The operating system and Python, with their versions."""
    return f"{_system()}, Python {platform.python_version()}"


def libraries() -> tuple[Library, ...]:
    """The libraries that take part in what is kept, with their versions."""
    return tuple(Library(name, _version(name)) for name in _LIBRARIES)


def _system() -> str:
    name = platform.system()
    if name == "Linux":
        try:
            return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {_release()}"
        except (OSError, KeyError):
            return f"Linux {_release()}"
    return f"{name} {_release()}"


def _release() -> str:
    """The kernel's number without the build it is of, which says more of the computer than is needed."""
    return platform.release().partition("-")[0]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "unknown"
