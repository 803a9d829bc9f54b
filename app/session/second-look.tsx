import { getUser } from "@/lib/auth";
import { isDatabaseFault, logFault } from "@/lib/fault";
import type { SessionRecord } from "@/lib/session/schema";
import type { SentCookie } from "./sent";

/** What the database says to a session that claims to be a member's: the second of the two looks that count. */
export async function SecondLook({ cookie }: { cookie: SentCookie }) {
  if (cookie.refused || !cookie.inspection.opens) return null;
  const { identity } = cookie.inspection.data as SessionRecord;
  const says = identity ? await verdict() : "A guest's session claims nothing, so nobody asks the database.";
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <Look title="The seal says who" says={identity ? "A member. This takes a millisecond and no database." : "A guest. This takes a millisecond and no database."} />
      <Look title="The database says whether it is so" says={says} />
    </div>
  );
}

async function verdict(): Promise<string> {
  try {
    const user = await getUser();
    return user ? `Yes, you are ${user.name}. Asked again by every page that is yours.` : "No: this session was ended. The seal is whole, and whoever sends it is a guest.";
  } catch (error) {
    if (!isDatabaseFault(error)) throw error;
    logFault(error);
    return "It does not answer, so nobody counts as a member.";
  }
}

function Look({ title, says }: { title: string; says: string }) {
  return (
    <div className="border-l-3 border-edge pl-4">
      <h3>{title}</h3>
      <p className="mt-1 text-muted">{says}</p>
    </div>
  );
}
