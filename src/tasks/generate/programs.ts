import type { TaskDraft, Family } from "./family.ts";
import { between, grown, oneOf, some } from "./chance.ts";
import { numberBox } from "./number-boxes.ts";
import { filled, type Numbers, type Template } from "./program-template.ts";
import { repairTemplates } from "./repair-templates.ts";
import { statefulTask } from "./stateful.ts";
import { structureTemplates } from "./structure-templates.ts";

/** A broken function to be mended: the prompt shows a mutant that the hidden checks catch, as they catch every other one. */
export const programRepair: Family = {
  name: "program-repair",
  category: "coding",
  reach: 12,
  make(next, difficulty) {
    if (difficulty > 1.5) return manyRepairs(next, grown(difficulty, 1, 2, 1.4));
    const template = oneOf(next, repairTemplates);
    const made = program(next, template, difficulty);
    const shown = oneOf(next, made.mutants);
    const prompt = `This JavaScript is meant to do the following.\n\n${made.demand}\n\nIt does not:\n\n\`\`\`js\n${shown}\n\`\`\`\n\nMend it and keep the name. Give the whole program in one fenced block.`;
    return { ...made.common, prompt };
  },
};

/** A small data structure to be written from its demands: mostly a box with drawn rules, else one of the templates; harder ones have many rules. */
export const dataStructures: Family = {
  name: "data-structures",
  category: "coding",
  reach: 12,
  make(next, difficulty) {
    if (difficulty > 1.5) return statefulTask(next, grown(difficulty, 4, 6, 4));
    if (next() < 0.75) return numberBox(next, difficulty);
    const made = program(next, oneOf(next, structureTemplates), difficulty);
    const prompt = `Write JavaScript (ES2022, no imports) to this demand.\n\n${made.demand}\n\nGive the whole program in one fenced block.`;
    return { ...made.common, prompt };
  },
};

/** One program of many functions, the same demand with other numbers under another name, each of them broken. */
function manyRepairs(next: () => number, count: number): TaskDraft {
  const all = Array.from({ length: count }, (_, index) => {
    const template = oneOf(next, repairTemplates);
    const { demand, mutants, common } = program(next, template, 2);
    const named = (text: string) => text.replace(new RegExp(`\\b${template.name}\\b`, "g"), `${template.name}${index + 1}`);
    const code = (text: string) => named(text.replace(/^```js\n|\n```$/g, ""));
    return {
      demand: named(demand),
      right: common.right.map(code),
      wrong: mutants.map(code),
      checks: (common.grader["checks"] as { name: string; code: string }[]).map((one) => ({
        name: `${named(template.name)}: ${one.name}`,
        code: named(one.code),
      })),
      recipe: common.recipe,
    };
  });
  const whole = (parts: readonly string[]) => `\`\`\`js\n${parts.join("\n\n")}\n\`\`\``;
  const shown = whole(all.map((one) => oneOf(next, one.wrong)));
  const rights = [0, 1].map((which) => all.map((one) => one.right[which] ?? ""));
  const [right = []] = rights;
  const misses = all.flatMap((one, index) => one.wrong.map((wrong) => whole(right.with(index, wrong))));
  return {
    prompt: `This JavaScript is meant to do the following.\n\n${all.map((one) => `- ${one.demand}`).join("\n")}\n\nNone of its functions does:\n\n${shown}\n\nMend them all and keep the names. Give the whole program in one fenced block.`,
    grader: { kind: "program", language: "javascript", checks: all.flatMap((one) => one.checks) },
    right: rights.map(whole),
    wrong: some(next, misses, 6),
    parts: all.map((_, index) => ({ id: `function-${index + 1}`, brief: `Mend function ${index + 1}.` })),
    coupling: 0.1,
    recipe: { functions: all.map((one) => one.recipe) },
  };
}

function program(next: () => number, template: Template, difficulty: number) {
  const numbers: Numbers = Object.fromEntries(
    Object.entries(template.numbers).map(([name, [low, high]]) => [name, between(next, low, high)]),
  );
  const right = template.right.map((code) => filled(code, numbers));
  const mutants = template.mutants.map(([from, to]) => (right[0] ?? "").replace(filled(from, numbers), () => filled(to, numbers)));
  const checks = template.checks.map(({ name, code }) => ({ name, code: filled(code, numbers) }));
  const fenced = (code: string) => `\`\`\`js\n${code}\n\`\`\``;
  const common: Omit<TaskDraft, "prompt"> = {
    grader: { kind: "program", language: "javascript", checks },
    right: right.map(fenced),
    wrong: mutants.map(fenced),
    parts: [
      { id: "common", brief: "The usual case." },
      { id: "edges", brief: "The edges: empty input, limits, what must not be changed." },
    ],
    coupling: difficulty > 0 ? 0.7 : 0.5,
    recipe: { template: template.name, numbers },
  };
  return { demand: filled(template.demand, numbers), mutants, common };
}
