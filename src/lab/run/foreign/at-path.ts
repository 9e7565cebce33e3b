/** What stands at a path of names (`metadata.task.id`, `answers[0]`); a name with dots in it is found too. Undefined where nothing does. */
export function atPath(value: unknown, path: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) return inList(value, path);
  if (Object.hasOwn(value, path)) return (value as Readonly<Record<string, unknown>>)[path];
  for (let end = path.length - 1; end > 0; end--) {
    if (path[end] !== "." && path[end] !== "[") continue;
    const head = path.slice(0, end);
    if (!Object.hasOwn(value, head)) continue;
    const part = unpacked((value as Readonly<Record<string, unknown>>)[head]);
    const found = atPath(part, path[end] === "." ? path.slice(end + 1) : path.slice(end));
    if (found !== undefined) return found;
  }
  return undefined;
}

function inList(list: readonly unknown[], path: string): unknown {
  const [, bare, bracketed, rest = ""] = /^(?:(\d+)|\[(\d+)\])(?:\.?)(.*)$/s.exec(path) ?? [];
  const place = bare ?? bracketed;
  if (place === undefined) return undefined;
  const found = list[Number(place)];
  return rest === "" ? found : atPath(unpacked(found), rest);
}

/** Tables keep what is nested as JSON in a cell. */
function unpacked(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
