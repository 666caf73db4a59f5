"""Validates Croissant metadata with mlcroissant, and prints what is read by it.

    python croissant_check.py FILE [RECORDS]

Ends with a traceback if the metadata has an error, or a file another SHA-256 than it says. It prints the
fields that mlcroissant misses, a line each, then each record of RECORDS as JSON.
"""

import json
import logging
import re
import sys

import mlcroissant

logging.disable(logging.WARNING)
dataset = mlcroissant.Dataset(jsonld=sys.argv[1])
issues = dataset.metadata.ctx.issues
assert not issues.errors, issues.errors
for warning in sorted(issues.warnings):
    print("warning", re.search(r'"[^"]*/([A-Za-z]+)" is recommended', warning).group(1))
for record in dataset.records(sys.argv[2]) if len(sys.argv) > 2 else []:
    plain = {}
    for name, value in record.items():
        if isinstance(value, bytes):
            value = value.decode()
        elif hasattr(value, "getpixel"):
            value = list(value.size) + [value.getpixel((0, 0))[0]]
        plain[name] = value
    print(json.dumps(plain))
