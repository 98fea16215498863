"""Documents whole: passages to embed, pages and times, outlines, lists and exports."""
