"""What developers run by hand or on a schedule; nothing here is a test."""
