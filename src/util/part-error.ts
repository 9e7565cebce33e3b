import { UserError } from "./bug.ts";

type Path = readonly (string | number)[];

/** What is wrong with one part of a value. */
interface PartFault {
  readonly part: Path;
  readonly words: string;
}

/** Input that a user can mend, and which parts of it are at fault: whoever knows the file says where they stand. */
export class PartError extends UserError {
  readonly faults: readonly PartFault[];
  readonly opening: string;

  /** Several faults stand below an `opening`; one fault may do without. */
  constructor(faults: readonly PartFault[], opening = "") {
    super(inWords(faults, opening));
    this.faults = faults;
    this.opening = opening;
  }

  static of(part: Path, words: string): PartError {
    return new PartError([{ part, words }]);
  }

  /** The same with the place of each part that has one. */
  placed(placeOf: (part: Path) => string): UserError {
    return new UserError(inWords(this.faults, this.opening, placeOf));
  }
}

/** What `work` throws, said of a part of something larger. */
export function within<T>(path: Path, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw partOf(path, thrown);
  }
}

/** The same thrown thing, said of a part of something larger: what names no part is the fault of all of `path`. */
export function partOf(path: Path, thrown: unknown): unknown {
  if (thrown instanceof PartError)
    return new PartError(
      thrown.faults.map(({ part, words }) => ({ part: [...path, ...part], words })),
      thrown.opening,
    );
  return thrown instanceof UserError && thrown.exitCode === 2 ? PartError.of(path, thrown.message) : thrown;
}

function inWords(faults: readonly PartFault[], opening: string, placeOf: (part: Path) => string = () => ""): string {
  const lines = faults.map(({ part, words }) => {
    const place = placeOf(part);
    return `${opening === "" ? "" : "  "}${place === "" ? "" : `${place}: `}${words}`;
  });
  return [...(opening === "" ? [] : [opening]), ...lines].join("\n");
}
