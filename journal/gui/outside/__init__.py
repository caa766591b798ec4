"""Having somebody outside put a time to the journal: asked from here, or carried to another computer."""
