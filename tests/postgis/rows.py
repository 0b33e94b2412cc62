"""Danish daily files as rows for PostgreSQL's COPY, in the two steps around a sort: 'parse' and 'pack'."""
import calendar
import struct
import sys
import time

STATUS = {
    "Under way using engine": 0, "At anchor": 1, "Not under command": 2, "Restricted maneuverability": 3, "Constrained by her draught": 4, "Moored": 5,
    "Aground": 6, "Engaged in fishing": 7, "Under way sailing": 8,
}


def number(text, scale):
    return str(round(float(text) * scale)) if text else "\\N"


def parse(lines, out):
    """Only what has a position and is a vessel; coordinates in 1/600,000 degree, the resolution of AIS."""
    day, midnight = "", 0
    for line in lines:
        column = line.split(",", 11)
        if line[0] == "#" or column[1] not in ("Class A", "Class B") or column[3].startswith("91."):
            continue
        stamp = column[0]
        if stamp[:10] != day:
            day = stamp[:10]
            midnight = calendar.timegm(time.strptime(day, "%d/%m/%Y"))
        seconds = midnight + int(stamp[11:13]) * 3600 + int(stamp[14:16]) * 60 + int(stamp[17:19])
        out.write("\t".join((
            column[2], str(seconds), number(column[3], 600000), number(column[4], 600000), number(column[7], 10), number(column[8], 10), number(column[9], 1),
            number(column[6], 10), "0" if column[1] == "Class A" else "1", str(STATUS.get(column[5], 15)))) + "\n")


def pack(lines, out):
    """Places as EWKB with SRID 4326, times as PostgreSQL reads them fastest."""
    head = struct.pack("<BII", 1, 0x20000001, 4326).hex()
    for line in lines:
        mmsi, seconds, latitude, longitude, rest = line.split("\t", 4)
        place = head + struct.pack("<dd", int(longitude) / 600000, int(latitude) / 600000).hex()
        out.write("\t".join((mmsi, time.strftime("%Y-%m-%d %H:%M:%S+00", time.gmtime(int(seconds))), place, rest)))


if __name__ == "__main__":
    {"parse": parse, "pack": pack}[sys.argv[1]](sys.stdin, sys.stdout)
