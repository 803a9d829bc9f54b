import { cookies } from "next/headers";
import { connection } from "next/server";
import { findCookie, sealedCookies } from "@/lib/cookies";
import { inspectCookie, type Inspection } from "@/lib/inspect-cookie";
import type { SealedCookie } from "@/lib/session/sealed-cookie";
import { parseSeal, type SealPart } from "./seal-parts";

/** A sealed cookie of this request. Without its value, so that no page can show it. */
export type SentCookie = Readonly<{
  /** With the prefix, as the browser sends it. */
  name: string;
  cookie: SealedCookie<unknown>;
  /** Null when the value does not have the form of a seal. */
  parts: readonly SealPart[] | null;
  inspection: Inspection;
}>;

/** Opening one costs 1 to 2 ms, and a client can send hundreds. */
const MAX_SHOWN = 12;

/** The sealed cookies that the browser sent, valid or not. */
export async function getSentCookies(): Promise<SentCookie[]> {
  await connection();
  const all = (await cookies()).getAll();
  const sent = sealedCookies.flatMap((cookie) =>
    all.filter(({ name, value }) => value && findCookie(name) === cookie),
  );
  const inspected = sent.slice(0, MAX_SHOWN).map(async ({ name, value }) => {
    const cookie = findCookie(name);
    const inspection = await inspectCookie(value, name);
    return cookie && { name, cookie, parts: parseSeal(value), inspection };
  });
  return (await Promise.all(inspected)).filter((found) => found !== undefined);
}
