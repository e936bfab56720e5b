"""大屏 in a browser: one process, one rendering for every visitor, and nothing that a visitor can change."""
