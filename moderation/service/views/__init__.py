"""The pages of service cases: asking and answering, and the desk."""
