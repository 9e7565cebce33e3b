/** The answers to all turns of a task as a member writes them that was asked for all at once. */
export function jointText(answers: readonly string[]): string {
  return answers.map((answer, at) => `<turn n="${at + 1}">\n${answer}\n</turn>`).join("\n");
}
