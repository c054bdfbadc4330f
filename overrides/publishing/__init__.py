"""What is done to the site after the pages are rendered, by the files alone: nothing here knows the generator."""
