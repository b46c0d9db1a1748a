"""The arrows between the stages: each job loads, calls a stage and saves. The `riwaya` command."""
