"""What more than one part of the program asks an X11 display, and how its answers lie in memory."""

import ctypes

from journal.desktop.xcb import CARD8, CARD16, CARD32, HEAD, INT16, POINTER, Cookie, Signature, answered

_ASKING = (POINTER, Cookie, POINTER)


class _Atom(ctypes.Structure):
    _fields_ = (HEAD, ("atom", CARD32))


class _Geometry(ctypes.Structure):
    _fields_ = (
        HEAD,
        ("root", CARD32),
        ("x", INT16),
        ("y", INT16),
        ("width", CARD16),
        ("height", CARD16),
        ("border", CARD16),
    )


class _Tree(ctypes.Structure):
    _fields_ = (HEAD, ("root", CARD32), ("parent", CARD32), ("number", CARD16))


ATOM: tuple[Signature, ...] = (
    ("xcb_intern_atom", Cookie, (POINTER, CARD8, CARD16, ctypes.c_char_p)),
    ("xcb_intern_atom_reply", ctypes.POINTER(_Atom), _ASKING),
)
GEOMETRY: tuple[Signature, ...] = (
    ("xcb_get_geometry", Cookie, (POINTER, CARD32)),
    ("xcb_get_geometry_reply", ctypes.POINTER(_Geometry), _ASKING),
)
TREE: tuple[Signature, ...] = (
    ("xcb_query_tree", Cookie, (POINTER, CARD32)),
    ("xcb_query_tree_reply", ctypes.POINTER(_Tree), _ASKING),
)


def atom_of(xcb: ctypes.CDLL, handle: int, name: bytes, *, only_known: bool = False) -> int:
    """The number that the display has for a name; 0 for one that is unknown to it, if `only_known`.

    Raises:
        X11Unavailable: the display did not answer.
    """
    asked = xcb.xcb_intern_atom(handle, only_known, len(name), name)
    with answered(xcb.xcb_intern_atom_reply(handle, asked, None)) as reply:
        return int(reply.contents.atom)
