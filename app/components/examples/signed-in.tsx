import { SignedIn } from "@/app/_components/signed-in";

export default function Example() {
  return (
    <SignedIn>
      {(user) => <p className="wrap-anywhere">We write to you at {user.email}.</p>}
    </SignedIn>
  );
}
