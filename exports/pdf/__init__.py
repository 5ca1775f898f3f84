"""Makes tagged PDFs of what was written, with LibreOffice, and mends what it leaves out."""
