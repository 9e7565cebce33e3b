/** A fenced block of Markdown; `label` in lower case, empty when it has none. */
export interface FencedBlock {
  readonly label: string;
  readonly code: string;
}

/** The fenced blocks of a text in order; a block that is never closed, as in an answer that was cut off, ends with the text. */
export function fencedBlocks(text: string): FencedBlock[] {
  const blocks: FencedBlock[] = [];
  let open: { mark: string; label: string; lines: string[] } | undefined;
  for (const line of text.split("\n")) {
    const fence = /^\s{0,3}(`{3,}|~{3,})\s*([^\s`]*)/.exec(line);
    if (open === undefined) {
      if (fence !== null) open = { mark: fence[1] ?? "", label: (fence[2] ?? "").toLowerCase().replace(/[{}.]/g, ""), lines: [] };
    } else if (fence !== null && fence[2] === "" && (fence[1] ?? "").startsWith(open.mark)) {
      blocks.push({ label: open.label, code: open.lines.join("\n") });
      open = undefined;
    } else open.lines.push(line);
  }
  if (open !== undefined) blocks.push({ label: open.label, code: open.lines.join("\n") });
  return blocks;
}
