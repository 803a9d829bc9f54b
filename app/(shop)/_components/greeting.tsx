import Link from "next/link";
import { SignedIn } from "@/app/_components/signed-in";

/** Greets a member by name, and tells a guest how to become one. */
export function Greeting() {
  return (
    <SignedIn otherwise={<Invitation />} fallback={<span data-waiting aria-hidden className="skeleton h-7 w-64" />}>
      {({ name }) => (
        <p data-hole="greeting" className="text-lg">
          Hello, {name}!
        </p>
      )}
    </SignedIn>
  );
}

function Invitation() {
  return (
    <p data-hole="greeting" className="text-lg">
      You are not logged in.{" "}
      <Link href="/login" className="link">
        Log in
      </Link>
    </p>
  );
}
