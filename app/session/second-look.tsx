import { getUser } from "@/lib/auth";
import { isDatabaseOutage, logError } from "@/lib/errors";
import type { SessionRecord } from "@/lib/session/schema";
import type { SentCookie } from "./sent";

/** What came of the two looks at a session that count. */
export type SecondLook = Readonly<{ seal: string; database: string }>;

/** What the database says to a session whose seal opens; null when none does. */
export async function takeSecondLook(session: SentCookie | undefined): Promise<SecondLook | null> {
  if (!session || session.refused || !session.inspection.opens) return null;
  const { identity } = session.inspection.data as SessionRecord;
  return {
    seal: `${identity ? "A member" : "A guest"}. That takes a millisecond and no database.`,
    database: identity ? await verdict() : "A guest's session claims nothing, so nobody asks.",
  };
}

async function verdict(): Promise<string> {
  try {
    const user = await getUser();
    if (user) return `Yes, you are ${user.name}. Every page that is yours asks again.`;
    return "No: this session was ended. The seal is whole, and whoever sends it is a guest.";
  } catch (error) {
    if (!isDatabaseOutage(error)) throw error;
    logError(error);
    return "It does not answer, so nobody counts as a member.";
  }
}

export function TwoLooks({ seal, database }: SecondLook) {
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <Look title="The seal says who" says={seal} />
      <Look title="The database says whether it is so" says={database} />
    </div>
  );
}

function Look({ title, says }: { title: string; says: string }) {
  return (
    <div className="border-l-3 border-edge pl-4">
      <h3>{title}</h3>
      <p className="mt-1 text-muted">{says}</p>
    </div>
  );
}
