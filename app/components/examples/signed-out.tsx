import Link from "next/link";
import { SignedOut } from "@/app/_components/session/signed-in";

export default function Example() {
  return (
    <SignedOut>
      <Link href="/login?next=/components" className="link">
        Log in to see more
      </Link>
    </SignedOut>
  );
}
