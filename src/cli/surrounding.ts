import { environmentOf, findRun, type Store, type Surrounding } from "../lab/index.ts";

/** The variables that a command sees: the process's own, and those of .env files beside the experiment and in the working directory. */
export function surrounding(experiment: { readonly envFile?: string | undefined } = {}): Surrounding {
  return environmentOf(process.env, experiment.envFile);
}

/** The same for a stored run, whose experiment tells where its file is; that it is one is not known yet. */
export function surroundingOfRun(store: Store, run: string): Surrounding {
  const { experiment } = findRun(store, run).config as { experiment?: { envFile?: unknown } | null };
  const envFile = experiment?.envFile;
  return surrounding(typeof envFile === "string" ? { envFile } : {});
}
