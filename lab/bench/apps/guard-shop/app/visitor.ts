import { cookies } from "next/headers";

export const visitorName = async (): Promise<string | null> =>
  (await cookies()).has("session") ? "Ada" : null;
