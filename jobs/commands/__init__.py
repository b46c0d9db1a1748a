"""One command of `riwaya` a file; each reads its options, calls a job and prints."""
