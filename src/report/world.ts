import type { Summary } from "../summary.ts";

/** What every screen says of where its figures come from. */
export const worldLabel: Readonly<Record<Summary["world"], string>> = {
  live: "LIVE models, called for this run",
  functions: "FUNCTIONS of the configuration, called for this run",
  recorded: "RECORDED outcomes of real models",
  simulated: "SIMULATED models",
  mixed: "MIXED: live, recorded or simulated models together",
};

/** The same at the start of a sentence. */
export const worldWords: Readonly<Record<Summary["world"], string>> = {
  live: "With live models",
  functions: "With functions of the configuration as members",
  recorded: "On recorded outcomes of real models",
  simulated: "On simulated models",
  mixed: "On live, recorded or simulated models together",
};
