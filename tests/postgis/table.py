"""What both answered and how long it took, as a table; 1 where an answer is wrong, or where the store is far behind."""
import sys

NAMES = {
    "track": "all of a vessel, %s days, ms",
    "near": "within 1 nm of %s in an hour, ms",
    "picture": "last place of everybody, ms",
    "suspects": "suspects: 20 km of %s, 2 minutes either way, ms",
}
# Metres beyond the mile within which the two may differ: the store follows a curve where she turned, PostGIS a straight line.
DOUBT = 50
# The part of what a silent vessel could have sailed up to which she must be named: PostGIS takes the nearest place of the stretch for each end of the silence, the store one place for both.
TO_SPARE = 0.5


def read(path):
    return {line.split("\t")[0]: line.rstrip("\n").split("\t")[1:] for line in open(path)}


def wrong_suspects(ours, theirs):
    """Heard: everybody whom PostGIS has within the mile less the doubt, and nobody beyond the mile and the doubt. Silent: everybody whom it gives time to spare, and nobody whom it gives too little."""
    heard, silent = ({one for one in part.split()} for part in ours.split("/"))
    metres, part = ({one.split(":")[0]: float(one.split(":")[1]) for one in half.split()} for half in theirs.split("/"))
    missing = [mmsi for mmsi, far in metres.items() if far <= 1852 - DOUBT and mmsi not in heard] + [mmsi for mmsi, needed in part.items() if needed <= TO_SPARE and mmsi not in silent | heard]
    strange = [mmsi for mmsi in heard if mmsi not in metres] + [mmsi for mmsi in silent if mmsi not in part]
    if not heard:
        return "suspects: nobody was there, nothing was compared"
    return "suspects: %s not found here, %s not there" % (missing, strange) if missing or strange else None


def main(ours, theirs, rows, our_bytes, their_bytes, our_load, their_load, days, asset):
    ours, theirs = read(ours), read(theirs)
    rows, our_bytes, their_bytes, our_load, their_load = (float(value) for value in (rows, our_bytes, their_bytes, our_load, their_load))
    failures, behind = [], []

    def row(name, mine, other, is_far):
        print("| %-72s | %12.2f | %12.2f | %8.1f |" % (name, mine, other, other / mine))
        if other <= mine:
            behind.append(name)
        if is_far:
            failures.append("%s: far behind" % name)

    print("%d positions, all of them the same in both\n" % rows)
    print("| %-72s | %12s | %12s | %8s |" % ("", "store", "PostGIS", "ratio"))
    print("| %s | %s | %s | %s |" % ("-" * 72, "-" * 12, "-" * 12, "-" * 8))
    row("bytes a position, indexes included", our_bytes / rows, their_bytes / rows, their_bytes < 10 * our_bytes)
    row("seconds to load, indexes included", our_load, their_load, our_load > 2 * their_load and our_load > their_load + 20)
    for key, name in NAMES.items():
        name = name % (days if key == "track" else asset) if "%s" in name else name
        for number, kind in ((0, "first"), (1, "warm")):
            mine, other = float(ours[key][number]), float(theirs[key][number])
            # The first question pays for the program's compilation, which a running service has behind it.
            row("%s, %s" % (name, kind), mine, other, number == 1 and mine > 50 * other and mine > other + 1000)
        if key == "suspects":
            failures += filter(None, [wrong_suspects(ours[key][2], theirs[key][2])])
        elif ours[key][2] != theirs[key][2]:
            failures.append("%s: %s here, %s there" % (name, ours[key][2][:200], theirs[key][2][:200]))
    heard, silent = (len(part.split()) for part in ours["suspects"][2].split("/"))
    print("\n%s; suspects: %d heard there, %d silent and in reach" % ("an answer is wrong, or far behind" if failures else "every answer is the same", heard, silent))
    print("behind: " + "; ".join(behind) if behind else "ahead in everything")
    for failure in failures:
        print("compare.sh: " + failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
