"""Pictures and PDF pages: our own lossless PNG, and foreign bytes decoded in a child process that can be killed."""
