/** How this process was started, so that what is suggested next can be typed as it stands. */
export function commandName(): string {
  const event = process.env["npm_lifecycle_event"];
  if (event === "npx") return "npx catallaxy";
  return event === "start" || event === "catallaxy" ? "npm run -s catallaxy --" : "catallaxy";
}
