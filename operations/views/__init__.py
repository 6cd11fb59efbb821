"""What the operator and the machines that watch may ask for."""
