/** What is said of a reply that a model ended and billed without a text. */
export const noText = "answered with no text";
