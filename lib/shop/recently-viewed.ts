/** Products somebody looked at, by id, the last one first. */
export type Seen = readonly string[];

/** So many are remembered of a person, … */
export const SEEN_KEPT = 8;

/** … and so many are shown. */
export const SEEN_SHOWN = 4;

/** The list once its owner has looked at these, too. */
export const addRecentlyViewed = (seen: Seen, lately: Seen): Seen =>
  [...new Set([...lately, ...seen])].slice(0, SEEN_KEPT);
