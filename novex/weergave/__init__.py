"""What the components on a page need to know: plain data, no models and no queries."""
