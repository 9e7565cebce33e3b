/** What stands before a command in a terminal: `$ `, `% `, `user@host:~/dir$ `, `root@host:/# `, `bash-5.2$ `, `(env) $ `. */
const prompt =
  /^[ \t]{0,20}(?:\([\w.-]{1,40}\)[ \t]{1,9})?(?:(?:\[?[\w.-]{1,60}@[^$#%>\n]{1,160}|(?:ba|da|z|k)?sh-?[\d.]{0,9}|~[\w./-]{0,100})?[$%]|\[?root@[^$#%>\n]{1,160}#)(?:[ \t]|$)/;
const continuation = /^[ \t]{0,20}>(?: |$)/;

/** The commands that are typed in a transcript of a terminal, without prompts and output; undefined for any other text. */
export function typedCommands(code: string): string | undefined {
  const lines = code.split("\n");
  if (!prompt.test(lines.find((line) => !/^\s{0,20}(?:#|$)/.test(line) || prompt.test(line)) ?? "")) return undefined;
  const commands: string[][] = [];
  let open: string[] | undefined;
  let goesOn = (_line: string): boolean => false;
  let unfinished = false;
  for (const line of lines) {
    if (open !== undefined && unfinished) {
      // A shell may show its second prompt before each of these lines, or none of them.
      const marked: boolean = open.length === 1 ? continuation.test(line) : open[0] === "";
      if (open.length === 1 && marked) open.unshift("");
      const typed = marked ? line.replace(continuation, "") : line;
      open.push(typed);
      unfinished = goesOn(typed);
    } else if (prompt.test(line)) {
      open = [line.replace(prompt, "")];
      commands.push(open);
      goesOn = command();
      unfinished = goesOn(open[0] ?? "");
    } else open = undefined;
  }
  return commands.map((one) => (one[0] === "" ? one.slice(1) : one).join("\n")).join("\n");
}

const sqlPrompt = /^[ \t]{0,9}(?:(?:sqlite|mysql|MariaDB \[[^\]\n]{0,60}\]|SQL)>|\w{1,40}=[#>])(?: |$)/;
const sqlContinuation = /^[ \t]{0,20}(?:\.{3}>|->|\w{1,40}-[#>])(?: |$)/;

/** The statements that are typed at the prompt of a database, without its rows; undefined for any other text. */
export function typedStatements(code: string): string | undefined {
  const lines = code.split("\n");
  if (!sqlPrompt.test(lines.find((line) => line.trim() !== "" && !/^\s{0,20}\$ /.test(line)) ?? "")) return undefined;
  const typed = lines.filter((line) => sqlPrompt.test(line) || sqlContinuation.test(line));
  // The database's own commands begin with a point.
  return typed
    .map((line) => line.replace(sqlPrompt, "").replace(sqlContinuation, ""))
    .filter((line) => !/^[.\\]\w/.test(line))
    .join("\n");
}

const pairs = [
  [/\bdo\b/g, /\bdone\b/g],
  [/\bif\b/g, /\bfi\b/g],
  [/\bcase\b/g, /\besac\b/g],
  [/(?:^|[\s;(&|])\{(?=\s|$)/g, /(?:^|[\s;])\}/g],
] as const;

/** Tells of each line of a command, given one after the other, whether a shell would wait for more behind it. */
function command(): (line: string) => boolean {
  const balance = pairs.map(() => 0);
  let quote = "";
  let text: string | undefined;
  let isOver = false;
  return (line) => {
    if (text !== undefined) {
      isOver ||= line.trim() === text;
      return !isOver;
    }
    if (quote === "") text = /<<-?[ \t]{0,9}['"\\]?(\w{1,50})/.exec(line)?.[1];
    let bare = "";
    for (let at = 0; at < line.length; ) {
      const next: RegExp =
        quote === "'" ? /'|[^']+/y : quote === '"' ? /"|(?:\\[^]|[^"\\]|\\$)+/y : /['"]|\\.|(?<![^ \t])#.*|[^'"\\#]+|[^]/y;
      next.lastIndex = at;
      const part = next.exec(line)?.[0] ?? line.slice(at);
      at += part.length;
      if (quote === "" && part !== "'" && part !== '"')
        bare += part.startsWith("#") || (part.length > 1 && part.startsWith("\\")) ? "_" : part;
      else if (part === quote) quote = "";
      else if (quote === "") quote = part;
    }
    for (const [i, [opens, closes]] of pairs.entries()) balance[i] = (balance[i] ?? 0) + countOf(bare, opens) - countOf(bare, closes);
    return text !== undefined || quote !== "" || /(?:\\|\||&&)[ \t]{0,9}$/.test(bare) || balance.some((count) => count > 0);
  };
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
