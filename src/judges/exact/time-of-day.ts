/** A time as `14:30` or `14:30:05`, empty for none, and how far its zone is ahead of UTC, in minutes, where it names one. */
export interface Time {
  readonly time: string;
  readonly zone?: number;
}

const noon = /^(?:12(?::00)?\s)?(?:noon|midday|mittags?|midi|mediodia|mezzogiorno|meio-?dia)$/;
const midnight = /^(?:12(?::00)?\s)?(?:midnight|mitternachts?|minuit|medianoche|mezzanotte|meia-?noite)$/;
const fraction = /(?<=:\d{2})\.\d{1,9}(?=$|z|\s|[+-])/;
const zoned = /\s?(?:(z|utc|gmt)|([+-])(\d{2}):?(\d{2}))$/;
const morning = /\s?(?:in the morning|上午|早上|午前|오전)$/;
const evening = /\s?(?:in the (?:afternoon|evening)|下午|晚上|午後|오후)$/;

/** `14:30`, `2:30 pm`, `14h30`, `14.30 Uhr`, `1430 hours`, `noon`, in lower case: empty when there is no text, undefined when it is no time or one in doubt, as `3 o'clock`. */
export function readTime(rest: string): Time | undefined {
  const plain = rest
    .replace(/^(?:t(?=\d)|at\s|um\s|a\sla?s?\s|à\s)/, "")
    .replace(/^(上午|早上|午前|오전|下午|晚上|午後|오후)\s?(.*)$/, "$2 $1")
    .trim();
  if (plain === "") return { time: "" };
  if (noon.test(plain)) return { time: "12:00" };
  if (midnight.test(plain)) return { time: "00:00" };
  const half = morning.test(plain) ? "a" : evening.test(plain) ? "p" : undefined;
  const bare = plain.replace(morning, "").replace(evening, "").replace(fraction, "");
  const zone = zoned.exec(bare);
  const time = clock(zone === null ? bare : bare.slice(0, zone.index), half);
  if (time === undefined || zone === null) return time === undefined ? undefined : { time };
  const ahead = zone[1] !== undefined ? 0 : (zone[2] === "-" ? -1 : 1) * (Number(zone[3]) * 60 + Number(zone[4]));
  // "14:30-15:00" is a range: no zone is so far from UTC, and a later time behind a bare one may be its end.
  const later = zone[2] === "-" && !rest.startsWith("t") && !/:\d{2}:/.test(bare.slice(0, zone.index)) && `${zone[3]}:${zone[4]}` > time;
  if (ahead > 14 * 60 || ahead < -12 * 60 || ahead % 15 !== 0 || later) return undefined;
  return { time, zone: ahead };
}

const colons = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s?(?:o'?clock|uhr|hrs?|hours?|h))?\s?(?:([ap])\.?\s?m\.?)?$/;
const hours = /^(\d{1,2})(?:\s?o'?clock)?\s?([ap])\.?\s?m\.?$/;
const lettered = /^(\d{1,2})\s?(?:h|uhr|[時时点點시])\s?(?:(\d{2})\s?(?:min|m|[分분])?)?$/;
const pointed = /^(\d{1,2})\.(\d{2})\s?(?:uhr|h|hrs?|o'?clock)?\s?(?:([ap])\.?\s?m\.?)?$/;
const military = /^(\d{2})(\d{2})\s?(?:h|hrs?|hours?)$/;

function clock(plain: string, part: "a" | "p" | undefined): string | undefined {
  const read = colons.exec(plain);
  if (read !== null) return timeOf(read[1], read[2], read[4] ?? part, read[3]);
  const hour = hours.exec(plain) ?? (part === undefined ? null : /^(\d{1,2})(?:\s?o'?clock)?$/.exec(plain));
  if (hour !== null) return timeOf(hour[1], "00", hour[2] ?? part);
  const other = lettered.exec(plain) ?? military.exec(plain);
  if (other !== null) return timeOf(other[1], other[2] ?? "00", part);
  const point = pointed.exec(plain);
  return point === null || /^[\d.]+$/.test(plain) ? undefined : timeOf(point[1], point[2], point[3] ?? part);
}

function timeOf(hour = "", minute = "", half?: string, second?: string): string | undefined {
  const said = Number(hour);
  if (half !== undefined && (said > 12 || said === 0) && !(half === "p" && said > 12)) return undefined;
  const full = half === undefined || said > 12 ? said : (said % 12) + (half === "p" ? 12 : 0);
  const last = full === 24 && minute === "00" && (second ?? "00") === "00";
  if ((full > 23 && !last) || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
  return `${String(full).padStart(2, "0")}:${minute}${second === undefined || second === "00" ? "" : `:${second}`}`;
}
