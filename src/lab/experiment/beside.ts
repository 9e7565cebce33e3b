import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UserError } from "../../util/bug.ts";
import { wordsOf } from "../../util/failure.ts";
import { readBytes, refuseLinkOut } from "../../util/read-file.ts";
import type { Experiment, MemberEntry } from "./experiment.ts";

/** An experiment whose paths (suite, world, certificates, variables) are meant from where its file stands, made whole. */
export function beside({ worldFile, ...own }: Experiment, file: string): Experiment {
  const at = (path: string): string => resolve(dirname(file), path);
  if (worldFile !== undefined) refuseLinkOut(worldFile, file);
  const experiment = worldFile === undefined ? own : { ...own, world: { ...worldIn(at(worldFile)), ...own.world } };
  return {
    ...experiment,
    suite: suiteAt(experiment.suite, file, at),
    members: trusting(experiment.members, at),
    judges: trusting(experiment.judges, at),
    ...(experiment.ca === undefined ? {} : { ca: at(experiment.ca) }),
    ...variablesOf(experiment, at),
  };
}

/** A suite that is a file, of tasks or (`recorded/<file>`) of outcomes, by its whole path. */
function suiteAt(suite: string, file: string, at: (path: string) => string): string {
  const [, kind = "", path = ""] = /^(recorded\/)?(.*)$/s.exec(suite) ?? [];
  if (path === "") return suite;
  refuseLinkOut(path, file);
  return existsSync(at(path)) ? `${kind}${at(path)}` : suite;
}

function trusting(members: readonly MemberEntry[], at: (path: string) => string): MemberEntry[] {
  return members.map((member) => ({
    ...member,
    ...(member.settings?.ca === undefined ? {} : { settings: { ...member.settings, ca: at(member.settings.ca) } }),
    ...(member.firm === undefined ? {} : { firm: { ...member.firm, members: trusting(member.firm.members, at) } }),
  }));
}

/** The file of variables: the one that is named, which must be there, else `.env` beside the experiment, if it is. */
function variablesOf({ envFile }: Experiment, at: (path: string) => string): { envFile?: string } {
  const path = at(envFile ?? ".env");
  if (existsSync(path)) return { envFile: path };
  if (envFile !== undefined) throw new UserError(`Wanted the variables in ${path}, which envFile names; there is no such file.`);
  return {};
}

const longestWorld = 64_000_000;

/** The settings in a JSON file: kept with the run, so that it goes on alike when the file is gone. */
function worldIn(path: string): Experiment["world"] {
  let value: unknown;
  try {
    value = JSON.parse(readBytes(path, longestWorld).toString("utf8"));
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown;
    throw new UserError(`Wanted the settings of a world in ${path}: ${wordsOf(thrown)}`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Experiment["world"];
  throw new UserError(`Wanted an object with settings of a world in ${path}. \`catallaxy fit --write\` makes one.`);
}
