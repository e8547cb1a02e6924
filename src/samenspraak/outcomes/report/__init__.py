"""The documents that leave the application: a one-page summary and a full report, from one document model."""
