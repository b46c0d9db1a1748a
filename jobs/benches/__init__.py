"""What `riwaya bench` measures, one kind a module."""
