"""The province and its estates, zones and private estates."""
