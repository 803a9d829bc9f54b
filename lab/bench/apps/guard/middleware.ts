import { unsealData } from "iron-session";
import { NextResponse, type NextRequest } from "next/server";

export const config = { matcher: ["/((?!api/|_next/).*)"] };

/** The minimum that a guard does: unseals the session and redirects guests. */
export default async function middleware(request: NextRequest) {
  const seal = request.cookies.get("session")?.value;
  const password = process.env.SESSION_SECRET ?? "";
  const { userId } = seal ? await unsealData<{ userId?: string }>(seal, { password }) : {};
  if (request.nextUrl.pathname === "/account" && !userId)
    return NextResponse.redirect(new URL("/", request.url));
  return NextResponse.next();
}
