"""The front door: plans in, findings, bundles and reasons out. Pure: no clock, no network."""
