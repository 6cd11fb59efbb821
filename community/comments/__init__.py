"""Comments: contributions on contributions, threaded one level deep."""
