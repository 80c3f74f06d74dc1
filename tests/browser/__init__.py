"""The maps in a real browser, as the people who open them see them."""
