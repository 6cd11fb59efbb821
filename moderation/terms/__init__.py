"""The rules of the house in versions: what is asked of everybody here, and which version a decision was based on."""
