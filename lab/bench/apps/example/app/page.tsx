import Link from "next/link";
import { Suspense } from "react";
import { currentUser, news, ownLetters } from "../session";
import { UserName, UserProvider } from "./user-name";

export default function Page() {
  return (
    <main>
      <News />
      <Suspense fallback={<p>…</p>}>
        <Account />
      </Suspense>
    </main>
  );
}

async function News() {
  return (
    <ul>
      {(await news()).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Account() {
  return (
    <UserProvider user={currentUser()}>
      <Suspense fallback={<span>…</span>}>
        <UserName />
      </Suspense>
      <Suspense fallback={<p>…</p>}>
        <Letters />
      </Suspense>
      <form>
        <input name="letter" aria-label="Letter" />
        <button>Add</button>
      </form>
    </UserProvider>
  );
}

async function Letters() {
  return (
    <ul>
      {(await ownLetters()).map(({ id, text }) => (
        <li key={id}>
          <Link href={`/#${id}`}>{text}</Link>
        </li>
      ))}
    </ul>
  );
}
