import { headers } from "next/headers";
import { auth, ready } from "../auth";

export async function visitorName(): Promise<string | null> {
  const sent = await headers();
  await ready;
  return (await auth.api.getSession({ headers: sent }))?.user.name ?? null;
}
