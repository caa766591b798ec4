"""An audit that could not ask is never taken for one that found nothing."""

import json

import pytest

import audit
import locked

PARTS = (
    locked.Part("one", "1.0", "", ()),
    locked.Part("two", "2.0", "", ()),
    locked.Part("elsewhere", "3.0", "sys_platform == 'win32'", ()),
)
CLEAN = [{"name": "one", "version": "1.0", "vulns": []}, {"name": "two", "version": "2.0", "vulns": []}]
SKIPPED = {"name": "two", "skip_reason": "not found"}
WEAK = {"name": "one", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": []}]}


def said(*dependencies: object) -> str:
    return json.dumps({"dependencies": dependencies, "fixes": []})


@pytest.mark.parametrize(
    ("report", "code", "unasked"),
    [
        (said(*CLEAN), audit.NONE_KNOWN, ()),
        (said(CLEAN[0], SKIPPED), audit.NOT_ASKED, ("two 2.0",)),
        (said(CLEAN[0]), audit.NOT_ASKED, ("two 2.0",)),
        (said(*CLEAN, {**SKIPPED, "name": "elsewhere"}), audit.NOT_ASKED, ("elsewhere 3.0",)),
        (said(CLEAN[0], {**CLEAN[1], "version": "1.9"}), audit.NOT_ASKED, ("two 2.0",)),
        (said(), audit.NOT_ASKED, ("one 1.0", "two 2.0")),
        ("", audit.NOT_ASKED, ("one 1.0", "two 2.0")),
        ("[]", audit.NOT_ASKED, ("one 1.0", "two 2.0")),
        (said(WEAK, CLEAN[1]), audit.WEAK, ()),
        (said(WEAK, SKIPPED), audit.WEAK, ("two 2.0",)),
    ],
)
def test_s02_only_an_answer_about_every_part_is_an_answer(
    report: str, code: int, unasked: tuple[str, ...]
) -> None:
    findings = audit.judge(report, PARTS)

    assert findings.exit_code == code
    assert findings.unasked == unasked
    assert findings.weak == ({"one 1.0": ("PYSEC-1",)} if code == audit.WEAK else {})
