import { between, grown, oneOf } from "./chance.ts";
import { type PlantedFact, plantedFact, type Trap } from "./dossier-facts.ts";
import { dayOf, idleParagraph, person, siteName } from "./dossier-text.ts";
import type { Family, TaskDraft } from "./family.ts";

const traps: readonly Trap[] = ["superseded", "contradicted", "premise", "plain"];
/** Characters to a token, as papers of this kind have them. */
const charactersPerToken = 4.4;

/**
 * Questions to a file of minutes, letters and register entries, some superseded, some contradicted by a paper that yields, some about
 * what never happened. Every answer has an exact key; the score is the share of them, and what is left out is told.
 */
export const dossier: Family = {
  name: "dossier",
  category: "synthesis",
  reach: 20,
  takes: ["tokens"],
  make(next, difficulty, { tokens = 8000 } = {}): TaskDraft {
    const count = grown(difficulty, 4, 12, 4);
    const facts = Array.from({ length: count }, (_, index) => plantedFact(next, siteName(index), traps[index % 4] ?? "plain"));
    const context = papers(next, facts, tokens);
    const named = facts.map((fact, index) => ({ ...fact, id: `q${index + 1}` }));
    const text = (values: readonly string[], lead: string) =>
      `${lead}\n\nAnswer:\n${values.map((value, index) => `q${index + 1} = ${value}`).join("\n")}`;
    const right = facts.map(({ answer }) => answer);
    const tempted = facts.map(({ refuted, answer }) => refuted ?? answer);
    const trusting = facts.map(({ trap, answer }) => (trap === "premise" ? "3 May 2031" : answer));
    return {
      context,
      prompt: promptFor(facts),
      grader: {
        kind: "facts",
        facts: named.map(({ id, answer, refuted }) => ({ id, answer, ...(refuted === undefined ? {} : { refuted }) })),
        pass: 0.9,
      },
      right: [text(right, "From the papers:"), text(right, "By the register where it speaks, else by the latest paper:")],
      wrong: [
        text(tempted, "From the papers:"),
        text(trusting, "From the papers:"),
        "From the papers:\n\nAnswer:\nq1 = unknown",
        text(
          right.map(() => "none"),
          "The papers do not say:",
        ),
      ],
      parts: named.map(({ id, asked }) => ({ id, brief: `Find ${asked}.` })),
      coupling: 0.2,
      recipe: { tokens, facts: named.map(({ id, trap }) => ({ id, trap })) },
    };
  },
};

interface Paper {
  readonly kind: "minutes" | "letter" | "register";
  readonly at: number;
  readonly lines: string[];
}

/** Papers in order of time, with the planted sentences in those of their kind, filled up to the wanted length. */
function papers(next: () => number, facts: readonly PlantedFact[], tokens: number): string {
  const wanted = tokens * charactersPerToken;
  const all: Paper[] = [];
  for (const { paper, at, text } of facts.flatMap(({ sentences }) => sentences)) all.push({ kind: paper, at, lines: [text] });
  let length = all.reduce((sum, { lines }) => sum + lines.join(" ").length + 160, 0);
  let site = facts.length;
  while (length < wanted) {
    // A site of its own, about which true things are said and nothing is asked.
    const name = siteName(site++);
    const own = oneOf(next, all);
    const isNew = next() < 0.4;
    const target = isNew ? { kind: oneOf(next, ["minutes", "letter", "minutes"] as const), at: next(), lines: [] } : own;
    if (isNew) all.push(target);
    const [stated] = plantedFact(next, name, "plain").sentences;
    const text = `${stated?.text ?? ""} ${idleParagraph(next, name, between(next, 2, 5))}`;
    target.lines.splice(between(next, 0, target.lines.length), 0, text);
    length += text.length + (isNew ? 160 : 2);
  }
  const dated = all.toSorted((a, b) => a.at - b.at);
  return dated.map((paper, index) => written(next, paper, index + 1)).join("\n\n");
}

function written(next: () => number, { kind, at, lines }: Paper, number: number): string {
  const day = dayOf(1 + Math.floor(at * 600));
  const body = lines.join("\n\n");
  if (kind === "minutes")
    return `PAPER ${number}. Minutes of the works committee, ${day}. Present: ${person(next)}, ${person(next)}, ${person(next)}.\n\n${body}`;
  if (kind === "register") return `PAPER ${number}. Entry in the register of works, ${day}, sealed by ${person(next)}.\n\n${body}`;
  return `PAPER ${number}. Letter from ${person(next)} to ${person(next)}, ${day}.\n\n${body}\n\nYours faithfully`;
}

function promptFor(facts: readonly PlantedFact[]): string {
  return [
    "The papers are minutes, letters and entries in a register. Where an entry in the register speaks of a thing, it holds, whatever other papers say and whenever they were written; else the latest paper holds. Answer as of the last paper. If a question takes for granted what the papers deny, or what did not happen, the answer is: none",
    facts.map(({ asked }, index) => `q${index + 1}: ${asked}`).join("\n"),
    'Explain briefly, then write the line "Answer:" and below it one line per question: q1 = answer',
  ].join("\n\n");
}
