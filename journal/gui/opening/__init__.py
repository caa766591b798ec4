"""What opens the journal: the passphrase, the words, the computer's password store; and asking for it once more."""
