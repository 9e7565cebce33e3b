import type { Task } from "../types.ts";
import { textsOf } from "./answers.ts";

/** An answer this short turns up in a prompt by chance. */
const shortestLeak = 4;
/** Words in a row that a prompt shares with the reference only when it gives the answer away. */
const longestShared = 12;

/** What of the answer a task's prompt gives away, in words for its author; undefined when nothing is found. */
export function leakIn(task: Task): string | undefined {
  const prompt = plain(task.prompt);
  const key = task.grader["answer"];
  const given = typeof key === "string" || typeof key === "number" ? String(key) : "";
  // The options of a choice stand in its prompt by right.
  const answer = task.grader["answerKind"] === "choice" ? "" : plain(given);
  if (answer.length >= shortestLeak && ` ${prompt} `.includes(` ${answer} `)) {
    return `The prompt of task "${task.id}" holds the answer "${given}". Take it out.`;
  }
  // Signs count here: a broken program often differs from the right one by a sign alone.
  const whole = spaced(task.prompt);
  const shown = textsOf(task, "right").find((right) => spaced(right).length > 80 && whole.includes(spaced(right)));
  if (shown !== undefined) return `The prompt of task "${task.id}" holds a whole right answer. Take it out.`;
  if (task.grader.kind !== "rubric") return undefined;
  const said = claimsOf(task).find((claim) => sharesRun(prompt, plain(claim)));
  return said === undefined ? undefined : `The prompt of task "${task.id}" says what the rubric asks for: "${said}". Reword one of them.`;
}

function claimsOf(task: Task): string[] {
  const criteria = task.grader["criteria"];
  if (!Array.isArray(criteria)) return [];
  return criteria.flatMap((criterion: unknown) => {
    const statement = (criterion as { statement?: unknown } | null)?.statement;
    return typeof statement === "string" ? [statement] : [];
  });
}

function sharesRun(prompt: string, claim: string): boolean {
  const words = claim.split(" ");
  for (let at = 0; at + longestShared <= words.length; at++) {
    if (prompt.includes(words.slice(at, at + longestShared).join(" "))) return true;
  }
  return false;
}

/** Words parted by single spaces, without case and punctuation but for what numbers and fractions need. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/.-]+/gu, " ")
    .replace(/[.](?!\d)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function spaced(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
