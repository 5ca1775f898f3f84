"""What an inspector sees: their inspections, who has answered, and the lines of enquiry of those that have closed."""
