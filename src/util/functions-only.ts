/** How a function is given, by what it stands for. */
const written = {
  member: '{ name: "own", model: async ({ messages }) => "a text" }',
  topology: '{ name: "own", use: async (task, desk) => "a text" }',
  verifier: 'verifier: (answer, task) => answer.includes("42")',
  grader: 'suite: [{ id: "one", prompt: "...", grader: (answer, task) => answer.includes("42") }]',
} as const;

/** What a user is told who names a function where only data can stand. */
export function functionsOnly(what: keyof typeof written, inCode = false): string {
  if (inCode) return `write the function itself, as in ${written[what]}`;
  return `functions can be given only in lab.config.ts or lab.config.js (\`export default { ... }\`), as in ${written[what]}`;
}
