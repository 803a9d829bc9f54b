import { getSessionCookie } from "better-auth/cookies";
import { NextResponse, type NextRequest } from "next/server";

export const config = { matcher: ["/account"] };

export default function middleware(request: NextRequest) {
  return getSessionCookie(request)
    ? NextResponse.next()
    : NextResponse.redirect(new URL("/login", request.url));
}
