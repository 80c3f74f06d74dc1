"""The commands of ``lattice succession``, a file each, loaded when they are called."""
