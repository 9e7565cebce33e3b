import type { TaskDraft, Family } from "./family.ts";
import { between, oneOf } from "./chance.ts";
import { numberBox } from "./number-boxes.ts";
import { filled, type Numbers, type Template } from "./program-template.ts";
import { repairTemplates } from "./repair-templates.ts";
import { structureTemplates } from "./structure-templates.ts";

/** A broken function to be mended: the prompt shows a mutant that the hidden checks catch, as they catch every other one. */
export const programRepair: Family = {
  name: "program-repair",
  category: "coding",
  make(next, difficulty) {
    const template = oneOf(next, repairTemplates);
    const made = program(next, template, difficulty);
    const shown = oneOf(next, made.mutants);
    const prompt = `This JavaScript is meant to do the following.\n\n${made.demand}\n\nIt does not:\n\n\`\`\`js\n${shown}\n\`\`\`\n\nMend it and keep the name. Give the whole program in one fenced block.`;
    return { ...made.common, prompt };
  },
};

/** A small data structure to be written from its demands: mostly a box with drawn rules, else one of the templates. */
export const dataStructures: Family = {
  name: "data-structures",
  category: "coding",
  make(next, difficulty) {
    if (next() < 0.75) return numberBox(next, difficulty);
    const made = program(next, oneOf(next, structureTemplates), difficulty);
    const prompt = `Write JavaScript (ES2022, no imports) to this demand.\n\n${made.demand}\n\nGive the whole program in one fenced block.`;
    return { ...made.common, prompt };
  },
};

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
