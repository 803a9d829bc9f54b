import { connection } from "next/server";
import { getServerSession } from "next-auth";
import { authOptions } from "../auth";

export async function visitorName(): Promise<string | null> {
  await connection();
  return (await getServerSession(authOptions))?.user?.name ?? null;
}
