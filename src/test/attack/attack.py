#!/usr/bin/env python3
"""Attacks RegretBench on purpose: kills, full disks, flipped bits; prints a table of what came of it.

    python3 src/test/attack/attack.py [--kills N] [--flips N] [--disks N] [--seed S]

JAVA_HOME chooses the JDK. Everything happens in a temporary folder. The exit code is 0 when

  * after any number of kills the same command, run to its end, leaves the bytes that an undisturbed one leaves;
  * a command on a full disk says so in one line, with exit code 2, and after space was made leaves the same bytes;
  * a flipped bit of a stored file is refused by every command that reads it, or changes nothing of what that prints and writes;
  * the command that made the results mends every file but the stored trials themselves, which it refuses unless they say the same.

What is not compared between two runs is what differs between two undisturbed runs: times, and the PNG's few pixels between JDKs.
"""
import argparse
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[3]
TIMES = {"manifest.json", "timings.csv", "table.csv", "SHA256SUMS", "store.duckdb", "store.duckdb.wal"}
EXPERIMENT = """schema: regretbench/experiment/1
name: one
seed: 1
trials: 200
horizon: 40
noiseVariance: 0.05
arms: {grid: {lower: [0], upper: [1], counts: [60]}}
kernel: se(lengthscale=0.2)
policies: [gp-ucb, ei, random]
figure: {title: attacked, rounds: 40, regret: 2}
"""
SUITE = """schema: regretbench/suite/1
name: grid
axes: {noiseVariance: [0.05, 0.1]}
experiment:
  seed: 1
  trials: 60
  horizon: 20
  arms: {grid: {lower: [0], upper: [1], counts: [30]}}
  kernel: se(lengthscale=0.2)
  policies: [gp-ucb, ei, random]
"""


def launch(arguments, **options):
    """Starts the product without its shell script, so that a signal reaches the virtual machine."""
    java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if os.environ.get("JAVA_HOME") else "java"
    target = HOME / "target"
    path = ":".join(map(str, [target / "regretbench.jar", target / "duckdb/classes", target / "lib/*"]))
    command = [java, "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
               "-XX:-UsePerfData", *options.pop("jvm", []), "-cp", path, "io.github.regretbench.cli.RegretBench", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def run(*arguments, **options):
    process = launch(arguments, **options)
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def done(*arguments, **options):
    code, out, err = run(*arguments, **options)
    if code != 0:
        sys.exit("%s ended with %d:\n%s%s" % (" ".join(map(str, arguments)), code, out, err))
    return out


def content(folder):
    """SHA-256 by path of all files that two runs have alike; a store by whether it is there."""
    files = {}
    for file in sorted(Path(folder).rglob("*")):
        if file.is_file():
            name = str(file.relative_to(folder))
            files[name] = "there" if file.name in TIMES else hashlib.sha256(file.read_bytes()).hexdigest()
    files.pop("store.duckdb.wal", None)
    return files


def differing(expected, found):
    return sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))


def restore(original, folder):
    shutil.rmtree(folder)
    shutil.copytree(original, folder)


class Attack:
    def __init__(self, work, options):
        self.work = work
        self.options = options
        self.random = random.Random(options.seed)
        self.rows = []
        self.failures = []
        self.undisturbed = {}
        (work / "one.yaml").write_text(EXPERIMENT)
        (work / "grid.yaml").write_text(SUITE)
        self.base = work / "base"
        done("audit", work / "one.yaml", "--out", self.base)
        done("run", work / "grid.yaml", "--out", self.base)
        for i in (1, 2):
            done("run", work / "one.yaml", "--shard", "%d/2" % i, "--out", self.base / ("shard%d" % i))

    def row(self, command, attack, cases, outcome, bad=()):
        self.rows.append((command, attack, cases, outcome))
        self.failures += ["%s, %s: %s" % (command, attack, text) for text in bad]
        print("%-18s %-12s %5d  %s" % self.rows[-1], flush=True)

    def commands(self):
        """Each command that writes, as a function of the folder to write to, and the folder that it leaves."""
        one, grid, base = self.work / "one.yaml", self.work / "grid.yaml", self.base
        return {
            "run": lambda out: ["run", one, "--out", out],
            "run, a suite": lambda out: ["run", grid, "--out", out],
            "audit": lambda out: ["audit", one, "--out", out],
            "merge": lambda out: ["merge", base / "shard1/one", base / "shard2/one", "--out", out],
            "reproduce": lambda out: ["reproduce", "fig5a", "--trials", 12, "--horizon", 40, "--out", out],
            "rerun": lambda out: ["rerun", base / "one", "--out", out],
            "compare": lambda out: ["compare", base / "one", base / "grid", "--out", out],
            "report": lambda out: ["report", base / "one", "--html", out / "page.html"],
            "export": lambda out: ["export", base / "one", "--format", "csv,parquet,ioh", "--out", out / "export"],
            "compare-kernels": lambda out: ["compare-kernels", "--dimensions", "1", "--kernels", "matern12,se", "--trials", 2, "--horizon", 20,
                                            "--out", out],
        }

    def whole(self, name, command):
        """What an undisturbed run of a command leaves, its size in kB and its time in seconds."""
        if name not in self.undisturbed:
            whole = self.work / "whole"
            shutil.rmtree(whole, ignore_errors=True)
            whole.mkdir()
            began = time.monotonic()
            done(*command(whole))
            seconds = time.monotonic() - began
            size = sum(f.stat().st_size for f in whole.rglob("*") if f.is_file()) // 1024
            self.undisturbed[name] = (content(whole), size, seconds)
        return self.undisturbed[name]

    def kills(self):
        """SIGKILL at a random moment of the run, twice, then the same command to its end."""
        for name, command in self.commands().items():
            (expected, _, seconds), bad, landed, left = self.whole(name, command), [], 0, 0
            for case in range(self.options.kills):
                out, temporary = self.work / "killed", self.work / "tmp"
                for folder in (out, temporary):
                    shutil.rmtree(folder, ignore_errors=True)
                    folder.mkdir()
                for _ in range(2):
                    process = launch(command(out), jvm=["-Djava.io.tmpdir=%s" % temporary])
                    try:
                        process.wait(self.random.uniform(0.15, 1) * seconds)
                    except subprocess.TimeoutExpired:
                        process.send_signal(signal.SIGKILL)
                        landed += 1
                    process.communicate()
                left = max(left, sum(f.stat().st_size for f in temporary.rglob("*") if f.is_file()))
                if name == "rerun":         # begins with nothing, so that what is there cannot be taken for what was made
                    shutil.rmtree(out)
                    out.mkdir()
                if name == "export":        # writes to a directory that is new or empty
                    shutil.rmtree(out / "export", ignore_errors=True)
                code, _, err = run(*command(out))
                found = content(out)
                difference = differing(expected, found)
                if code != 0 or difference:
                    bad.append("case %d: exit code %d, differ: %s %s" % (case, code, difference, err.strip()[-200:]))
            self.row(name, "kill", landed, "%d files differ; at most %.1f MB left in the temporary folder" % (len(bad), left / 1e6), bad)

    def disks(self):
        """A file system with less room than the command needs, then with enough."""
        mount = self.work / "disk"
        mount.mkdir()
        if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", mount], capture_output=True).returncode:
            print("full disks are left out: mounting a small tmpfs needs root")
            return
        subprocess.run(["umount", mount], check=True)
        for name, command in self.commands().items():
            (expected, size, _), bad, full = self.whole(name, command), [], 0
            for case in range(self.options.disks):
                room = max(4, int(size * (case + 0.5) / self.options.disks * 0.9))
                subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%dk" % room, "tmpfs", mount], check=True)
                try:
                    code, _, err = run(*command(mount))
                    if code != 0:
                        full += 1
                        lines = err.strip().splitlines()
                        if code != 2 or len(lines) != 1 or not re.search("full|No space left", lines[0]) or "again with" in lines[0]:
                            bad.append("%d kB: exit code %d, %s" % (room, code, err.strip()[:300]))
                    subprocess.run(["mount", "-o", "remount,size=%dk" % (4 * size + 8192), mount], check=True)
                    if name == "rerun":
                        shutil.rmtree(mount / "one", ignore_errors=True)
                    if name == "export":
                        shutil.rmtree(mount / "export", ignore_errors=True)
                    code, _, err = run(*command(mount))
                    difference = differing(expected, content(mount))
                    if code != 0 or difference:
                        bad.append("%d kB, then enough: exit code %d, differ: %s %s" % (room, code, difference, err.strip()[-200:]))
                finally:
                    subprocess.run(["umount", mount], check=True)
            self.row(name, "full disk", full, "%d without one clear line or with other bytes afterwards" % len(bad), bad)
        self.full_temporary(mount)

    def full_temporary(self, mount):
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", mount], check=True)
        bad, cases = [], 0
        try:
            for name, command in self.commands().items():
                out = self.work / "whole"
                shutil.rmtree(out, ignore_errors=True)
                out.mkdir()
                code, _, err = run(*command(out), jvm=["-Djava.io.tmpdir=%s" % mount])
                cases += 1
                lines = err.strip().splitlines()
                if code not in (0, 2) or code == 2 and (len(lines) != 1 or str(mount) not in lines[0]):
                    bad.append("%s: exit code %d, %s" % (name, code, err.strip()[:300]))
        finally:
            subprocess.run(["umount", mount], check=True)
        self.row("all of them", "full tmp", cases, "%d without one clear line" % len(bad), bad)

    def flips(self):
        """One bit of one stored file, then a reader: refused, or nothing of what it prints and writes differs; then what mends it."""
        out = self.work / "flip"
        readers = {
            "report": lambda folder: ["report", folder, "--html", out / "page.html"],
            "compare": lambda folder: ["compare", folder, "--out", out / "compare"],
            "export": lambda folder: ["export", folder, "--format", "csv,ioh", "--out", out / "export"],
        }
        copy = self.work / "copy"
        for kind in ("one", "grid"):
            folder = copy / kind
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(self.base / kind, folder)
            expected = {}
            for reader, command in readers.items():
                shutil.rmtree(out, ignore_errors=True)
                out.mkdir()
                expected[reader] = (done(*command(folder)), content(out))
            done("run", self.work / (kind + ".yaml"), "--out", copy)
            run_again = content(folder)
            restore(self.base / kind, folder)
            names = sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())
            if kind == "grid":
                names = [name for name in names if "/" not in name]
            for name in names:
                bad, refused, unnoticed, mended = [], 0, 0, 0
                original = (folder / name).read_bytes()
                for case in range(self.options.flips * (4 if name == "store.duckdb" else 1)):
                    broken = bytearray(original)
                    broken[self.random.randrange(len(broken))] ^= 1 << self.random.randrange(8)
                    (folder / name).write_bytes(broken)
                    for reader in self.random.sample(sorted(readers), 1):
                        shutil.rmtree(out, ignore_errors=True)
                        out.mkdir()
                        code, printed, err = run(*readers[reader](folder))
                        if code == 2 and len(err.strip().splitlines()) == 1:
                            refused += 1
                        elif code != 0:
                            bad.append("%s: exit code %d, %s" % (reader, code, err.strip()[:300]))
                        elif (printed, content(out)) != expected[reader]:
                            bad.append("%s told something else" % reader)
                        else:
                            unnoticed += 1
                    code, _, err = run("run", self.work / (kind + ".yaml"), "--out", copy)
                    if code == 2 and name == "store.duckdb" and len(err.strip().splitlines()) == 1:
                        refused += 1
                    elif code != 0:
                        bad.append("run: exit code %d, %s" % (code, err.strip()[:300]))
                    else:
                        # What another command made, an audit, is not made again, but it is not sealed any more either.
                        sealed = (folder / "SHA256SUMS").read_text()
                        left = [file for file in differing(run_again, content(folder)) if file != name or "  %s\n" % name in sealed]
                        if left:
                            bad.append("run left other bytes: %s" % left)
                        mended += not left
                    restore(self.base / kind, folder)
                self.row(kind + "/" + name, "bit flip", refused + unnoticed + mended + len(bad),
                         "%d refused, %d without effect, %d mended, %d wrong" % (refused, unnoticed, mended, len(bad)), bad)


def main():
    parser = argparse.ArgumentParser(description="Kills, full disks and flipped bits.")
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--disks", type=int, default=2)
    parser.add_argument("--flips", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="regretbench-attack-"))
    try:
        attack = Attack(work, options)
        print("%-18s %-12s %5s  %s" % ("what", "attack", "cases", "outcome"))
        attack.kills()
        attack.disks()
        attack.flips()
    finally:
        shutil.rmtree(work, ignore_errors=True)
    for failure in attack.failures:
        print("FAILED " + failure)
    return 1 if attack.failures else 0


if __name__ == "__main__":
    sys.exit(main())
