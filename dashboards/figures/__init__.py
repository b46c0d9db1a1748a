"""Pictures of records: one file a figure, records in, a Plotly figure or drawn shapes out.

Knows nothing of the web or of the store.
"""
