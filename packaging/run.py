"""Open Journal from a checkout: what is missing is set up first; arguments are passed on."""
