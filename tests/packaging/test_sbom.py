"""The document of what the program is made of leaves nothing out and makes nothing up."""

import json
import re
import sys
from email.message import Message
from pathlib import Path

import pytest

import locked
import sbom

LOCK = locked.RUN.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made() -> sbom.Json:
    return sbom.document(LOCK, "1.2", sbom._installed)


def test_s02_it_names_every_part_of_the_lock_and_no_other(made: sbom.Json) -> None:
    counted = [
        tuple(line.split()[0].split("==")) for line in LOCK.splitlines() if re.match(r"[a-z0-9]", line)
    ]

    assert [(each["name"], each["version"]) for each in made["components"]] == counted
    hashes = {
        each["value"]
        for part in made["components"]
        for each in part["properties"]
        if "sha256" in each["name"]
    }
    assert hashes == set(re.findall(r"sha256:([0-9a-f]{64})", LOCK))


def test_s02_every_part_that_is_installed_says_its_licence(made: sbom.Json) -> None:
    installed = [part for part in made["components"] if sbom._installed(part["name"]) is not None]

    assert len(installed) > 20
    assert [part["name"] for part in installed if not part["licenses"]] == []
    elsewhere = {part["name"] for part in made["components"]} - {part["name"] for part in installed}
    assert elsewhere <= {part.name for part in locked.parts(LOCK) if part.marker}


def test_it_says_what_needs_what(made: sbom.Json) -> None:
    needs = {each["ref"]: set(each["dependsOn"]) for each in made["dependencies"]}
    references = {part["bom-ref"] for part in made["components"]}
    of = {part["name"]: part["bom-ref"] for part in made["components"]}

    assert needs["pkg:pypi/journal-desk@1.2"] == references
    assert needs.keys() == references | {"pkg:pypi/journal-desk@1.2"}
    assert of["shiboken6"] in needs[of["pyside6-essentials"]]
    assert of["cffi"] in needs[of["cryptography"]]
    assert set().union(*needs.values()) <= references


def test_the_same_lock_makes_the_same_document_and_names_no_place(made: sbom.Json) -> None:
    again = sbom.document(LOCK, "1.2", sbom._installed)
    text = json.dumps(again)

    assert again == made
    assert sbom.document(LOCK, "1.3", sbom._installed)["serialNumber"] != made["serialNumber"]
    assert sys.prefix not in text
    assert str(Path.home()) not in text


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"License-Expression": "MIT"}, [{"expression": "MIT"}]),
        (
            {"Classifier": "License :: OSI Approved :: MIT License", "License": "see file"},
            [{"license": {"name": "MIT License"}}],
        ),
        ({"License": "BSD-3-Clause\nand a long text"}, [{"license": {"name": "BSD-3-Clause"}}]),
        ({"License": "x" * 101}, []),
        ({}, []),
    ],
)
def test_a_licence_is_what_the_part_says(headers: dict[str, str], expected: list[sbom.Json]) -> None:
    class Said(Message):
        @property
        def json(self) -> dict[str, object]:
            plain = {name.lower().replace("-", "_"): value for name, value in headers.items()}
            return plain | ({"classifier": [plain["classifier"]]} if "classifier" in plain else {})

    assert sbom.licences(Said()) == expected  # type: ignore[arg-type]  # it has what is read
