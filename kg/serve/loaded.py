"""What the processes need, loaded once before they are forked."""
