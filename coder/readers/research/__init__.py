"""What the forms of linguistic research share: tiers, calls, codes."""
