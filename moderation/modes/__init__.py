"""When what is written appears: the mode of its space, what is read first there, and the mode of a crisis."""
