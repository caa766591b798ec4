"""What can be set: each subject is a section of one sheet, made by the package that knows it."""
