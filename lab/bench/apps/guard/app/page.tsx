import { cookies } from "next/headers";
import Link from "next/link";
import { Suspense } from "react";

export default function Page() {
  return (
    <main>
      <h1>Guarded</h1>
      <Link href="/">Home</Link>
      <Suspense fallback={<p>…</p>}>
        <Greeting />
      </Suspense>
    </main>
  );
}

async function Greeting() {
  return <p>{(await cookies()).has("session") ? "Hello!" : "You are not logged in."}</p>;
}
