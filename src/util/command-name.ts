/** How this process was started, so that what is suggested next can be typed as it stands. */
export function commandName(): string {
  const event = process.env["npm_lifecycle_event"];
  if (event === "npx") return "npx catallaxy";
  return event === "start" || event === "catallaxy" ? "npm run -s catallaxy --" : "catallaxy";
}

const verbs =
  "calibrate-suite|calibration|check|conformance|decide|delete|doctor|du|edges|export|fit|import|init|judges|learnt|list|plan|prices|regrade|report|resume|run|runs|seal|search|settle|show|simulate|solve|verify";
const command = new RegExp(`(\`|^ *)catallaxy (?=(?:${verbs})(?![\\w:-]))`, "gm");

/** A text for the terminal that started this process: each command in it, between backticks or alone on its line, as it is typed there. */
export function asTyped(text: string): string {
  const name = commandName();
  return name === "catallaxy" ? text : text.replaceAll(command, (_, before: string) => `${before}${name} `);
}
