/** What the sentence that leads to a piece says, without the lines and values before it. */
export function lastSentence(lead: string): string {
  const open = lead.slice(-400).replace(/[ \t>]{0,20}$/, "");
  const line = open.trimEnd().slice(-300);
  const from = Math.max(line.lastIndexOf("\n"), line.lastIndexOf("}"), line.lastIndexOf("```")) + 1;
  // Words behind a value on its own line are that value's, unless they announce the next.
  if (line.charAt(from - 1) === "}" && open.includes("\n", line.length) && !/[:\u2014-]\W{0,3}$/.test(line)) return "";
  const said = line.slice(from).replaceAll(/\be\.g\.|\bi\.e\./gi, "e.g");
  return said.slice(said.search(/(?:[.!?](?![^\s)"'*])|[\u3002\uFF01\uFF1F])[^.!?\u3002\uFF01\uFF1F]*$/) + 1);
}
