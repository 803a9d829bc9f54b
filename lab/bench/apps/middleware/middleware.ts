import { NextResponse } from "next/server";

export const config = { matcher: ["/((?!api/|_next/).*)"] };

export default function middleware() {
  return NextResponse.next();
}
