"""An independent brute force of the model, and the random cases it is asked about.

Nothing here imports the program: what a route, a level or a month is has been
read from the model a second time, in plain Python, so that a misreading shared
by the program and its tests would have to be made twice.
"""
