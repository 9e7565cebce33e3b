import { keptAgreements } from "./kept-agreements.ts";
import { sayDestinations } from "./say-destinations.ts";

/** Keeps that somebody agreed to where a run asks, for when it goes on, and says it where it `says`: who was asked to agree has read it. */
export function heardDestinations(says: boolean): (destinations: readonly string[], run: string) => void {
  return (destinations, run) => {
    keptAgreements.keep(run, destinations);
    if (says) sayDestinations(destinations);
  };
}
