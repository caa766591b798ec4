"""Pictures: covered until wanted, then as large as there is room."""
