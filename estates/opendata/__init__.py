"""The facts as data: the same record that the pages show, as JSON."""
