"""Prints the score of each slice (killed and timed out against all that were tried) and every survivor; fails below 85 %."""

import json
import sys

report, slices = json.load(open(sys.argv[1])), sys.argv[2:]
low = False
for slice_ in slices:
    killed, survived = 0, []
    for path, file in report["files"].items():
        if f"/Portal.Domain/{slice_}/" not in f"/{path}" and not path.startswith(f"{slice_}/"):
            continue
        for mutant in file["mutants"]:
            if mutant["status"] in ("Killed", "Timeout"):
                killed += 1
            elif mutant["status"] in ("Survived", "NoCoverage"):
                line = mutant["location"]["start"]["line"]
                survived.append(f"{path}:{line} {mutant['mutatorName']}: {mutant.get('replacement', '')[:90]!r}")
    tried = killed + len(survived)
    share = 100 * killed / tried if tried else 0
    low |= share < 85
    print(f"{slice_}: {killed} of {tried} mutants killed, {share:.1f} %")
    print("".join(f"  survived: {one}\n" for one in survived), end="")
sys.exit(1 if low else 0)
