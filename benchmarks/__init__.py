"""Measurements that are no tests, on data that are not in the project."""
