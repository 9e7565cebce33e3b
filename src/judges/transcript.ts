/** The code that a transcript of Python's prompt defines, without prompts and output; any other text, and one that only uses code, as it is. */
export function withoutPrompts(code: string): string {
  if (!/^[ \t]{0,20}>>> (?:@|(?:async )?def |class )/m.test(code)) return code;
  return code
    .split("\n")
    .flatMap((line) => /^[ \t]{0,20}(?:>>>|\.\.\.)(?: (.*)|$)/s.exec(line)?.slice(1, 2) ?? [])
    .map((line: string | undefined) => line ?? "")
    .join("\n");
}
