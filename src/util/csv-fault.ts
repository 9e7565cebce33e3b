const afterQuote =
  'something stands after the quote (") that closes a cell. Write a quote inside a quoted cell twice (""), and the delimiter right after the cell';

/** What is wrong with CSV in our words, by the parser's code. */
const faults: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote (") opens a cell here and is never closed. Close it, and write a quote inside a quoted cell twice ("")',
  CSV_INVALID_CLOSING_QUOTE: afterQuote,
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: afterQuote,
  INVALID_OPENING_QUOTE:
    'a quote (") stands inside a cell that does not begin with one. Put the whole cell in quotes and write the quotes inside it twice ("")',
};

/** What a parser of CSV found in a text, in our words, and the line to look at: of a quote that is not closed the one where it opens. */
export function csvFault(thrown: unknown, text: string): { readonly line?: number; readonly words: string } {
  const { code = "", lines } = (thrown ?? {}) as { readonly code?: string; readonly lines?: number };
  const words = faults[code] ?? "a cell cannot be read. Quote cells that hold delimiters, quotes or line breaks";
  const line = code === "CSV_QUOTE_NOT_CLOSED" ? openLine(text) : lines;
  return line === undefined ? { words } : { line, words };
}

/** The line of the last quote that opens a cell; a quote right behind one that closes is an escape and opens none. */
function openLine(text: string): number {
  let line = 1;
  let opened = 1;
  let open = false;
  let closed = -2;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\n") line++;
    if (text[at] !== '"') continue;
    if (open) closed = at;
    else if (closed !== at - 1) opened = line;
    open = !open;
  }
  return opened;
}
