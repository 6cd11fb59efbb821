"""What moderation did, counted: for everybody by year and month, and for the team by what it can mend."""
