#!/usr/bin/env python3
"""Fuzzes every parser of numloss with Jazzer, and writes what it did to results/reliability/fuzz.json.

Each parser gets as many inputs as asked for, in pieces that can be stopped between: the file counts what is done, and the
same command goes on from there, as long as numloss is the same. An input that brings anything but a DataException, takes
more than 10 seconds, or more memory than Java is given, is counted, kept in target/fuzz/PARSER/findings and ends the run
with exit code 1.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "python"))
from reliability import store, table  # noqa: E402  (its folder comes first)

HOME = pathlib.Path(__file__).resolve().parents[2]
WORK = HOME / "target" / "fuzz"
RESULTS = HOME / "results" / "reliability" / "fuzz.json"
MEMORY = "128m"


def build():
    """Compiles, writes the seeds, and gives the class path."""
    class_path = WORK / "classpath"
    WORK.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["mvn", "--batch-mode", "--quiet", "-Dstyle.color=never", "-Pfuzz", "test-compile", "dependency:build-classpath",
         "-DincludeScope=test", f"-Dmdep.outputFile={class_path}"],
        cwd=HOME, check=True)
    jars = class_path.read_text().strip()
    path = f"{HOME}/target/classes:{HOME}/target/test-classes:{jars}"
    subprocess.run(["java", "-Djava.awt.headless=true", "-cp", path, f"-Dnumloss.home={HOME}",
                    "io.github.numloss.untrusted.Fuzz", str(WORK / "seeds")], check=True)
    return path


def piece(class_path, parser, runs, seed, options):
    """Runs one piece; gives its row of the results."""
    corpus = WORK / parser / "corpus"
    findings = WORK / parser / "findings"
    for folder in (corpus, findings):
        folder.mkdir(parents=True, exist_ok=True)
    found_before = set(findings.iterdir())
    command = [
        "java", f"-Xmx{MEMORY}", "-Djava.awt.headless=true", f"-Djava.io.tmpdir={options.folder}",
        "-cp", class_path, "com.code_intelligence.jazzer.Jazzer",
        "--target_class=io.github.numloss.untrusted.Fuzz", f"--target_args={parser}",
        "--instrumentation_includes=io.github.numloss.**", "--custom_hook_includes=io.github.numloss.**",
        f"-runs={runs}", f"-max_total_time={options.piece_seconds}", f"-seed={seed}", "-timeout=10",
        "-max_len=16384", f"-artifact_prefix={findings}/", str(corpus), str(WORK / "seeds" / parser)]
    environment = os.environ | {"NUMLOSS_CACHE": f"{options.folder}/numloss-fuzz-{parser}"}
    with open(WORK / parser / f"piece-{seed}.log", "w", encoding="utf-8") as log:
        code = subprocess.run(
            command, cwd=WORK, env=environment, stdout=log, stderr=subprocess.STDOUT, check=False).returncode
    shutil.rmtree(environment["NUMLOSS_CACHE"], ignore_errors=True)
    text = pathlib.Path(log.name).read_text(encoding="utf-8", errors="replace")
    done = re.search(r"Done (\d+) runs in (\d+) second", text)
    coverage = re.findall(r"cov: (\d+)", text)
    found = sorted(path.name for path in set(findings.iterdir()) - found_before)
    counted = re.findall(r"^#(\d+)", text, re.MULTILINE)
    return {
        "inputs": int(done[1]) if done else int(counted[-1]) if counted else 0,
        "seconds": int(done[2]) if done else None,
        "seed": seed,
        "coverage": int(coverage[-1]) if coverage else 0,
        "exitCode": code,
        "findings": found,
        "memory": MEMORY,
    }


def main():
    """Goes on with each parser until it has had its inputs."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("parsers", nargs="*", help="default: all")
    arguments.add_argument("--inputs", type=int, default=1_000_000, help="for each parser; default: a million")
    arguments.add_argument("--piece-seconds", type=int, default=180)
    arguments.add_argument("--pieces", type=int, default=1_000, help="stop after so many")
    arguments.add_argument("--folder", default="/dev/shm", help="where inputs are written; default: /dev/shm")
    options = arguments.parse_args()
    class_path = build()
    known = sorted(path.name for path in (WORK / "seeds").iterdir())
    wrong = set(options.parsers) - set(known)
    if wrong:
        sys.exit(f"fuzz.py: {', '.join(sorted(wrong))}: no such parser, expected some of {', '.join(known)}.")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    results = store.resume(RESULTS, "fuzz", store.versions(), {}, parsers={})
    left = options.pieces
    for parser in options.parsers or known:
        pieces = results["parsers"].setdefault(parser, [])
        while left and (done := sum(row["inputs"] for row in pieces)) < options.inputs:
            left -= 1
            seed = 1 + max((row["seed"] for row in pieces), default=0)
            row = piece(class_path, parser, options.inputs - done, seed, options)
            print(f"{parser}: {done + row['inputs']} inputs, coverage {row['coverage']}, exit code {row['exitCode']}", flush=True)
            pieces.append(row)
            store.save(RESULTS, results)
            table.write(RESULTS.parent)
            if row["exitCode"]:
                sys.exit(f"fuzz.py: {parser}: see {WORK / parser}; found {', '.join(row['findings']) or 'nothing'}.")


if __name__ == "__main__":
    main()
