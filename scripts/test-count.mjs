// A test reporter that closes the run with one plain line.
export default async function* count(events) {
  const skipped = [];
  for await (const { type, data } of events) {
    if (type === "test:pass" && data.skip !== undefined)
      skipped.push(`${data.name} (${data.skip === true ? "no reason given" : data.skip})`);
    if (type !== "test:summary" || data.file !== undefined) continue;
    const { passed, failed, cancelled } = data.counts;
    const left = skipped.length === 0 ? "" : `, ${skipped.length} skipped:\n${skipped.map((one) => `  ${one}\n`).join("")}`;
    yield `\n${passed} passed, ${failed + cancelled} failed${left.trimEnd()}\n`;
  }
}
