/** What stands behind a tar that tells of all that a folder held. */
export const wholeTar = "whole";
