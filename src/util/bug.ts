/** The one error class: a bug or wrong use of the library. Expected failures are values. */
export class Bug extends Error {
  readonly catallaxy = "bug";
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "CatallaxyBug";
  }
}

/** Input that a user can mend: the edge prints `message` and exits with `exitCode`. */
export class UserError extends Error {
  readonly catallaxy = "user";
  readonly exitCode: number;
  constructor(message: string, exitCode = 2) {
    super(message);
    this.name = "CatallaxyUserError";
    this.exitCode = exitCode;
  }
}
