/** What data sets call the fields of a task, by our name for it; case, spaces, dashes and underscores do not matter. */
const everyday: Readonly<Record<string, string>> = {
  prompt: "question input instruction instructions query problem text content request utterance turn prompttext userprompt",
  context: "passage document documents article story background sourcetext referencetext",
  answer:
    "output response target targets ideal expected expectedoutput expectedanswer expectedresponse label gold golden goldanswer goldlabel answers correct correctanswer correctoption completion groundtruth referenceanswer answerkey bestanswer finalanswer result",
  "meta.reference": "solution reference rationale explanation referencesolution canonicalsolution",
  id: "idx index uid uuid guid key taskid questionid qid exampleid rowid number no",
  category: "subject topic type domain subset tasktype group area field class",
  tags: "keywords tag",
  worth: "value weight",
  grader:
    "assert asserts assertion assertions scorer scoring metric metrics evaluator evaluation judge test tests check checks rubric criteria",
  tasks: "data examples items samples questions cases rows problems prompts entries",
};
const ours = ["id", "title", "category", "prompt", "context", "grader", "answer", "worth", "tags", "meta"];
const byName: ReadonlyMap<string, string> = new Map([
  ...Object.entries(everyday).flatMap(([target, names]) => names.split(" ").map((name): [string, string] => [name, target])),
  ...ours.map((name): [string, string] => [name, name]),
]);
const sentences: ReadonlyMap<string, string> = new Map([
  ...["choices", "options", "distractors", "endings"].map((name): [string, string] => [
    name,
    'write the choices into the prompt, as (A), (B) and so on, and the letter of the right one into "answer"',
  ]),
  ...["vars", "variables"].map((name): [string, string] => [name, "a suite has no templates: write each prompt out"]),
  ...["messages", "conversation", "conversations", "chat"].map((name): [string, string] => [
    name,
    'write what is asked into "prompt" and what came before into "context"',
  ]),
  ...["system", "systemprompt"].map((name): [string, string] => [
    name,
    "a system message is a setting of a member (`system`), not of a task",
  ]),
]);

/** The field of a task that an everyday name of a data set stands for, beside the other names there; undefined where there is none. */
export function fieldMeant(name: string, beside: readonly string[]): string | undefined {
  const plain = folded(name);
  const target = byName.get(plain);
  const asked = beside.some((other) => ["instruction", "instructions", "question", "prompt"].includes(folded(other)));
  // Instruction sets hold what is to be done and, beside it, what it is to be done with.
  return plain === "input" && asked ? "context" : target;
}

/** What to do about a field that a task does not have but data sets often do; undefined where nothing is known. */
export function everydayAdvice(name: string, beside: readonly string[]): string | undefined {
  const sentence = sentences.get(folded(name));
  if (sentence !== undefined) return `"${name}": ${sentence}`;
  const target = fieldMeant(name, beside);
  if (target === undefined) return undefined;
  return beside.includes(target) ? `"${name}": there is "${target}" already; remove one of the two` : `rename "${name}" to "${target}"`;
}

function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.-]+/g, "");
}
