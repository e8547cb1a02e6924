"""The figures of docs/performance.md, each a script that anyone can repeat."""
