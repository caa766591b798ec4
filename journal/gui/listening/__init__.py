"""Keys that work in every program: what they are, how they are changed, and how long they are heard."""
