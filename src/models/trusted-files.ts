type Environment = { readonly [name: string]: string | undefined };

/** The files of certificates that a member trusts beside those that the whole process does. */
export function trustedFiles(env: Environment, caFile?: string): string[] {
  const extra = env["NODE_EXTRA_CA_CERTS"];
  const files = [caFile, extra === process.env["NODE_EXTRA_CA_CERTS"] ? undefined : extra];
  return files.flatMap((file) => (file === undefined || file.trim() === "" ? [] : [file]));
}
