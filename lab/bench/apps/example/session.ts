import { unsealData } from "iron-session";
import { cacheLife } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";

export type User = { id: string; name: string };

const users = new Map<string, User>([["1", { id: "1", name: "Ada" }]]);
const letters = new Map([["1", [{ id: "a", text: "Order more wax." }]]]);

/** The user of the session. Redirects a guest to the login page. */
export async function currentUser(): Promise<User> {
  "use cache: private";
  cacheLife({ stale: 60 });
  const seal = (await cookies()).get("session")?.value;
  const password = process.env.SESSION_SECRET ?? "";
  const { userId = "" } = seal ? await unsealData<{ userId?: string }>(seal, { password }) : {};
  return users.get(userId) ?? redirect("/login");
}

async function lettersOf(userId: string) {
  "use cache";
  cacheLife("minutes");
  return letters.get(userId) ?? [];
}

export async function ownLetters() {
  const { id } = await currentUser();
  return lettersOf(id);
}

/** Public content, part of the static shell. */
export async function news() {
  "use cache";
  cacheLife("hours");
  return ["The shop is open.", "There is new wax."];
}
