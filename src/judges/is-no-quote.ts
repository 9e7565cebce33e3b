const none =
  /^[^\p{L}\p{N}]*(?:(?:n\/?a|none|null|nil|nothing|empty|absent|not applicable|not needed|no (?:words|text|quotes?)(?: (?:is |are )?(?:needed|possible|applicable))?|no such (?:words|text)|no mention|the (?:whole|entire) (?:answer|text|response))[^\p{L}\p{N}]*)?$/iu;

/** Whether a judge left a quote empty, or wrote in its place that there is none. */
export function isNoQuote(quote: string | readonly string[]): boolean {
  return (typeof quote === "string" ? [quote] : quote).every((one) => none.test(one));
}
