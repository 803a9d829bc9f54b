import { connection } from "next/server";
import { anatomy, type SealPart } from "@/app/session/seal-anatomy";
import { inspect, type Inspection } from "@/lib/inspect-cookie";
import { cookieSuffixes, getCookieValue } from "@/lib/session/cookie-store";
import { cookieName } from "@/lib/session/sealed-cookie";
import { sealedCookies, type Kind } from "./cookies";

/** A sealed cookie of this request. Its sealed text is not here, so that no page can come to show it. */
export type SentCookie = Readonly<{
  kind: Kind;
  name: string;
  /** The name on the wire. */
  wireName: string;
  /** Of name and value, as browsers count them. */
  bytes: number;
  /** Null when the value does not even look like a seal. */
  parts: readonly SealPart[] | null;
  inspection: Inspection;
  /** Why it counts for nothing, in words; null when it counts. */
  refused: string | null;
}>;

/** The sealed cookies that this browser sent, those that don't open included. */
export async function sentCookies(): Promise<SentCookie[]> {
  await connection();
  const found = sealedCookies.map(async (kind) => {
    const sent = (await namesOf(kind)).map((name) => look(kind, name));
    return (await Promise.all(sent)).filter((cookie) => cookie !== null);
  });
  return (await Promise.all(found)).flat();
}

async function namesOf({ cookie }: Kind): Promise<string[]> {
  if (!cookie.name.endsWith(".")) return [cookie.name];
  return (await cookieSuffixes(cookie)).map((suffix) => cookie.name + suffix);
}

async function look(kind: Kind, name: string): Promise<SentCookie | null> {
  const value = await getCookieValue({ name });
  if (!value) return null;
  const wireName = cookieName({ name });
  const inspection = await inspect(
    value,
    sealedCookies.map(({ cookie }) => cookie),
  );
  const bytes = wireName.length + new TextEncoder().encode(value).length;
  return {
    kind,
    name,
    wireName,
    bytes,
    parts: anatomy(value),
    inspection,
    refused: whyNot(kind, inspection),
  };
}

function whyNot({ cookie }: Kind, found: Inspection): string | null {
  if (!found.opens) return found.why;
  if (found.purpose === cookie.purpose) return found.over ?? null;
  const real = sealedCookies.find(({ cookie: { purpose } }) => purpose === found.purpose);
  return `This seal was made for another cookie: ${real?.title ?? found.purpose}. Here it opens nothing.`;
}
