"""Taking the journal to another folder, or to another computer."""
