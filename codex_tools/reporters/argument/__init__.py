"""What is said of an argument → text for people, and items for programs."""
