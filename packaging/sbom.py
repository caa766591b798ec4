"""Write down what the program is made of: a CycloneDX document of every part in packaging/lock/run.txt.

`python3 packaging/sbom.py FILE`. Names, versions and hashes are those of the lock; licences and what needs what are
read from the parts themselves, as far as they are installed on this system. The same lock makes the same document.
"""

import json
import re
import subprocess
import sys
import uuid
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, TypeAlias

import locked
from private_environment import environment_for, set_up
from refusal import Refusal, say

CHECKOUT = Path(__file__).resolve().parent.parent
PROGRAM = "journal-desk"
_OSI = "License :: OSI Approved :: "
_LONGEST_NAME = 100
READ_BY_HAND = {"sqlcipher3": "Zlib"}
"""Licences of parts that bring only a text along, which was read."""

Json: TypeAlias = dict[str, Any]
About: TypeAlias = Callable[[str], PackageMetadata | None]


def document(lock: str, version: str, about: About) -> Json:
    """Return the document; `about` gives what an installed part says of itself, None for one that is not."""
    parts = locked.parts(lock)
    known = {part.name: about(part.name) for part in parts}
    references = {part.name: f"pkg:pypi/{part.name}@{part.version}" for part in parts}
    program = f"pkg:pypi/{PROGRAM}@{version}"
    needed = [
        {
            "ref": references[name],
            "dependsOn": sorted(references[need] for need in _needs(said) if need in references),
        }
        for name, said in known.items()
    ]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, version + lock)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": program,
                "name": PROGRAM,
                "version": version,
                "purl": program,
                "licenses": [{"expression": "Apache-2.0"}],
            }
        },
        "components": [_component(part, references[part.name], known[part.name]) for part in parts],
        "dependencies": [{"ref": program, "dependsOn": sorted(references.values())}, *needed],
    }


def licences(said: PackageMetadata) -> list[Json]:
    """What a part says of its licence, in the form of CycloneDX; empty where it says nothing."""
    fields: Mapping[str, Any] = said.json
    expression = fields.get("license_expression")
    if expression:
        return [{"expression": expression}]
    names = [name.removeprefix(_OSI) for name in fields.get("classifier", ()) if name.startswith(_OSI)]
    own = str(fields.get("license", "")).strip().partition("\n")[0]
    names = names or [name for name in (own,) if name and len(name) <= _LONGEST_NAME]
    return [{"license": {"name": name}} for name in names]


def _component(part: locked.Part, reference: str, said: PackageMetadata | None) -> Json:
    properties = [{"name": "journal:wheel:sha256", "value": value} for value in part.hashes]
    if part.marker:
        properties.append({"name": "journal:wanted", "value": part.marker})
    component: Json = {
        "type": "library",
        "bom-ref": reference,
        "name": part.name,
        "version": part.version,
        "purl": reference,
        "properties": properties,
    }
    if said is not None:
        component["licenses"] = licences(said) or _read_by_hand(part.name)
    return component


def _read_by_hand(name: str) -> list[Json]:
    return [{"expression": READ_BY_HAND[name]}] if name in READ_BY_HAND else []


def _needs(said: PackageMetadata | None) -> set[str]:
    wanted: Sequence[str] = (said.get_all("Requires-Dist") or ()) if said is not None else ()
    plain = (need for need in wanted if "extra ==" not in need)
    return {re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", need, maxsplit=1)[0]).lower() for need in plain}


def _installed(name: str) -> PackageMetadata | None:
    try:
        return metadata(name)
    except PackageNotFoundError:
        return None


def _version() -> str:
    text = (CHECKOUT / "journal" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    if found is None:
        raise ValueError("the program has no version")
    return found[1]


def main(arguments: Sequence[str]) -> int:
    """Write the document into the file that was named, with the Python that has the parts."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    environment = environment_for(locked.RUN)
    if Path(sys.prefix) != environment.folder:
        try:
            set_up(environment)
        except Refusal as refusal:
            say(str(refusal))
            return refusal.exit_code
        return subprocess.run([environment.python, __file__, *arguments], check=False).returncode
    made = document(locked.RUN.read_text(encoding="utf-8"), _version(), _installed)
    Path(arguments[0]).write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
