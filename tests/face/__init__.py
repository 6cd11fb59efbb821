"""The face of the site as people meet it: every screen of the demo, to be looked at, weighed and tried."""
