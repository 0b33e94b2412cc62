/** Times as the desk reads them: UTC, and it says so. */

export function utc(time: string | number | undefined, withSeconds = true): string {
  if (time === undefined) {
    return '–';
  }
  const text = new Date(time).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, withSeconds ? 19 : 16)}Z`;
}

let today = '';

/** Says what day it is for {@link clockTime}: that of the traffic, which a replay has of its own. @param now milliseconds since 1970. */
export function setToday(now: number): void {
  today = new Date(now).toISOString().slice(0, 10);
}

/** The time of day; with month and day where it was not today, because 22:10 of last night is not 22:10 of tonight. */
export function clockTime(time: string | number | undefined, withSeconds = false): string {
  if (time === undefined) {
    return '–';
  }
  const text = new Date(time).toISOString();
  return `${today === '' || text.startsWith(today) ? '' : `${text.slice(5, 10)} `}${text.slice(11, withSeconds ? 19 : 16)}Z`;
}

/** A span in the two largest units that count: `2 d 3 h`, `14 min`, `8 s`. */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  if (seconds < 90) {
    return `${seconds} s`;
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A distance in the unit a mariner would take: metres, from a mile on nautical miles. */
export function distance(metres: number | undefined): string {
  if (metres === undefined) {
    return '–';
  }
  return metres < 1_852 ? `${Math.round(metres)} m` : `${(metres / 1_852).toFixed(metres < 18_520 ? 1 : 0)} nm`;
}

export function knots(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : `${value.toFixed(1)} kn`;
}

export function degrees(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : `${String(Math.round(value) % 360).padStart(3, '0')}°`;
}

/** Degrees and minutes to a thousandth, as charts have them: `51°24.318′N 003°12.044′E`. */
export function place(latitude: number, longitude: number): string {
  const part = (value: number, digits: number, [positive, negative]: readonly [string, string]): string => {
    const thousandths = Math.round(Math.abs(value) * 60_000);
    const whole = Math.floor(thousandths / 60_000);
    return `${String(whole).padStart(digits, '0')}°${((thousandths - whole * 60_000) / 1_000).toFixed(3).padStart(6, '0')}′${value < 0 ? negative : positive}`;
  };
  return `${part(latitude, 2, ['N', 'S'])} ${part(longitude, 3, ['E', 'W'])}`;
}
