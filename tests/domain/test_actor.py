"""Nobody is called like another."""

from journal.domain.actor import told_apart


def test_those_of_one_name_are_numbered_and_nobody_gets_a_name_that_is_taken() -> None:
    names = {"a": "Alex", "b": "Bo", "c": "alex ", "d": "Alex (1)"}

    apart = told_apart(names)

    assert apart == {"a": "Alex (2)", "b": "Bo", "c": "alex (3)", "d": "Alex (1)"}
    assert told_apart({"a": "Al", "b": "Al"}, lambda name: "1" not in name) == {"a": "Al (2)", "b": "Al (3)"}
