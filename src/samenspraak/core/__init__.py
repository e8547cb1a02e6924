"""The pure core: values in, values out. No Django, no input or output, no clock."""
