"""The build's Python: reads and checks the data and the pages, and gives templates what they call."""
