"""The safe-text layer: the only place that puts text on the screen, and always as plain text.

Qt guesses whether a text is HTML, and then loads the local and network pictures it names. Nothing here lets it guess.
"""
