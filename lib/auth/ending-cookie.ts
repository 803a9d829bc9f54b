import * as z from "zod";
import type { SealedCookie } from "../session/sealed-cookie";

/** A session that is to end: whose it is, and its digest. */
export type Ending = readonly [userId: string, digest: string];

/**
 * What a browser takes along when it logs out while the database does not answer. Should this process end before it
 * could tell the database, the next page that browser asks for does, whoever answers it.
 */
export const endingCookie: SealedCookie<Ending> = {
  name: "ending",
  purpose: "ending",
  version: 1,
  schema: z.tuple([z.string(), z.string()]),
  lifetime: 7 * 86_400,
};
