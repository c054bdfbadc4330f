"""What stands between the data and the pages: Python in rendering/, templates beside it."""
