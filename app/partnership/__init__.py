"""What the nominated officer sees: how many have answered, and what to pass on. Never what anybody said."""
