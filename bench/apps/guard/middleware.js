import { unsealData } from "iron-session";
import { NextResponse } from "next/server";

export const config = { matcher: ["/((?!api/|_next/).*)"] };

/** Opens one seal, as any guard has to that sends guests away. */
export default async function middleware(request) {
  const seal = request.cookies.get("session")?.value;
  const { userId } = seal ? await unsealData(seal, { password: process.env.SESSION_SECRET }) : {};
  if (request.nextUrl.pathname === "/account" && !userId) return NextResponse.redirect(new URL("/", request.url));
  return NextResponse.next();
}
