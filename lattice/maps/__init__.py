"""Maps that open in a browser: results as pages of one file, which load nothing from anywhere."""
