"""Types of command-line arguments."""

import argparse


def names(known):
    """Reads a list of names between commas, each of which has to be known."""

    def parse_names(text):
        found = text.split(",")
        for name in found:
            if name not in known:
                raise argparse.ArgumentTypeError(f"'{name}' is none of {', '.join(known)}")
        return found

    return parse_names
