const warning =
  /\b(?:mistakes?|pitfalls?|anti-?patterns?|wrong(?:ly)?|incorrect(?:ly)?|buggy|bugs?|broken|faulty|flawed|bad|naive|na\u00EFve|avoid|(?:do not|don't|never|should not|shouldn't|not to) (?:do|write|use|code|implement)|would (?:fail|break)|(?:will|does) not work|won't work|doesn't work|fails|original(?:ly)?|old (?:version|code)|your (?:code|version|program)|student's|instead of|tempting|counter-?example)\b|❌|✗|🚫/i;
const praise =
  /\b(?:correct(?:ed|ly)?|fix(?:ed|es)?|right|proper(?:ly)?|final(?:ly)?|improved|better|good|safe(?:r|ly)?|works|rewritten|revised|repaired|mended|updated?|solution|solved|without|avoids|avoiding|to avoid|rather use|use this|should be|now)\b|✅|✔/i;

/** Whether the sentence before a block of code, or the comment that opens it, says that the code is wrong. */
export function isCautioned(lead: string, code: string): boolean {
  const said = lead.trimEnd().slice(-300);
  const line = said.slice(said.lastIndexOf("\n") + 1);
  const sentence = line.slice(line.slice(0, -1).search(/[.!?][\s*_][^.!?]*$/) + 1);
  const comment = /^\s{0,20}(?:\/\/|#|\/\*)([^\n]{0,100})/.exec(code)?.[1] ?? "";
  return [sentence, comment].some((words) => warning.test(words) && !praise.test(words));
}
