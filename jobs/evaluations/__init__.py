"""One kind of `riwaya evaluate` a file, each exporting a click command named ``command``."""
