/** Classes of ships that the map tells apart, by the ship type sent (ITU-R M.1371-5, table 53). */
export const CLASSES = ['unknown', 'cargo', 'tanker', 'passenger', 'fishing', 'service', 'fast', 'pleasure', 'other'] as const;
export type VesselClass = (typeof CLASSES)[number];

/** @param code 1 to 99; null where none was sent. */
export function classOf(code: number | null): VesselClass {
  if (code === null) {
    return 'unknown';
  }
  if (code === 30) {
    return 'fishing';
  }
  if (code === 36 || code === 37) {
    return 'pleasure';
  }
  if ((code >= 31 && code <= 35) || (code >= 50 && code <= 59)) {
    return 'service';
  }
  switch (Math.floor(code / 10)) {
    case 4:
      return 'fast';
    case 6:
      return 'passenger';
    case 7:
      return 'cargo';
    case 8:
      return 'tanker';
    default:
      return 'other';
  }
}

export const CLASS_WORDS: Readonly<Record<VesselClass, string>> = {
  unknown: 'Type not known',
  cargo: 'Cargo',
  tanker: 'Tanker',
  passenger: 'Passenger',
  fishing: 'Fishing',
  service: 'Tug, pilot, dredger, law enforcement',
  fast: 'High-speed craft',
  pleasure: 'Sailing, pleasure',
  other: 'Other',
};

const STATUS: readonly string[] = [
  'under way using engine', 'at anchor', 'not under command', 'restricted in her ability to manoeuvre', 'constrained by her draught', 'moored', 'aground', 'engaged in fishing',
  'under way sailing', 'reserved (HSC)', 'reserved (WIG)', 'towing astern', 'pushing ahead or towing alongside', 'reserved', 'AIS-SART, MOB or EPIRB', 'not defined',
];

/** @param code navigational status, 0 to 15 (ITU-R M.1371-5, message 1). */
export function statusWords(code: number | null | undefined): string {
  return code === null || code === undefined ? '–' : (STATUS[code] ?? `status ${code}`);
}
