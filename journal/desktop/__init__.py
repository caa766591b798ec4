"""What the operating system gives and takes: the only home of jeepney, ctypes and tzlocal."""
