const wanted = 24;

/** What to do about a Node that is too old for this package; undefined on one that is not. Runs on any Node: keep it plain. */
export function nodeProblem(version: string = process.versions.node): string | undefined {
  if (Number(version.split(".")[0]) >= wanted) return undefined;
  return `Catallaxy needs Node ${wanted} or newer; this is Node ${version}. Install it from https://nodejs.org, or run it with: \`npx -p node@${wanted} -p catallaxy catallaxy\``;
}
