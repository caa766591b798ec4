"""The timeline: when things happened, one line each, with the density over it and the filters between."""
