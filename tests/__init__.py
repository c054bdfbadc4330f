"""The tests, in rooms by what they are about."""
