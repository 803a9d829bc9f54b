import Link from "next/link";
import { whoIsHere } from "@/lib/auth";

/** Greets a member by name, and tells a guest how to become one. */
export async function Greeting() {
  const user = await whoIsHere();
  if (user === "unknown") {
    return (
      <p data-hole="greeting" className="text-lg">
        We can’t reach your account right now. The shop is open as always.
      </p>
    );
  }
  if (user)
    return (
      <p data-hole="greeting" className="text-lg">
        Hello, {user.name}!
      </p>
    );
  return (
    <p data-hole="greeting" className="text-lg">
      You are not logged in.{" "}
      <Link href="/login" className="link">
        Log in
      </Link>
    </p>
  );
}

export function GreetingWaiting() {
  return <span data-waiting aria-hidden className="skeleton h-7 w-64" />;
}
