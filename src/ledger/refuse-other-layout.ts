import type { DatabaseSync } from "node:sqlite";
import { UserError } from "../util/bug.ts";
import { ChangedLedger } from "./changed-ledger.ts";
import { applicationId, schemaVersion } from "./schema.ts";
import { missingPart } from "./schema-parts.ts";

/** Earlier layouts were never released: whoever has such a file has one whose number was changed. */
const firstReleased = 3;

/** Refuses a file with tables that is another program's, of another version, or without a table or column that is read here. */
export function refuseOtherLayout(db: DatabaseSync, file: string): void {
  const found = db
    .prepare(
      "SELECT (SELECT user_version FROM pragma_user_version) AS version, (SELECT application_id FROM pragma_application_id) AS application",
    )
    .get();
  const version = Number(found?.["version"]);
  if (found?.["application"] !== applicationId) {
    throw new UserError(
      `${file} is an SQLite database of another program, not a ledger. Nothing was changed; name another file with --ledger.`,
    );
  }
  if (version > schemaVersion) {
    throw new UserError(
      `The ledger ${file} was written by a newer catallaxy (its version ${version}, known here ${schemaVersion}). Update catallaxy, or use another file with --ledger.`,
    );
  }
  if (version < schemaVersion)
    throw new ChangedLedger(
      file,
      `it says that it is of version ${version}, which no release of catallaxy wrote (the first wrote ${firstReleased})`,
    );
  const missing = missingPart(db);
  if (missing !== undefined) throw new ChangedLedger(file, `${missing} is gone`);
}
