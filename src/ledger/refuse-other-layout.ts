import type { DatabaseSync } from "node:sqlite";
import { UserError } from "../util/bug.ts";
import { ChangedLedger } from "./changed-ledger.ts";
import { applicationId, schemaVersion } from "./schema.ts";
import { missingPart, partsOf } from "./schema-parts.ts";

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
  if (version < schemaVersion) {
    if (partsOf(db).has("table totals"))
      throw new ChangedLedger(file, `it says that it is of version ${version}, and has the table totals, which is of later ones`);
    throw new UserError(
      `The ledger ${file} is of version ${version}, which this catallaxy does not read (it reads version ${schemaVersion}): an older catallaxy wrote it, or its version number was changed. Nothing was changed now; read it with the catallaxy that wrote it, and use another file with --ledger here.`,
      1,
    );
  }
  const missing = missingPart(db);
  if (missing !== undefined) throw new ChangedLedger(file, `${missing} is gone`);
}
