import { SignedIn } from "@/app/_components/session/signed-in";

export default function Example() {
  return (
    <SignedIn>{({ email }) => <p className="wrap-anywhere">We write to {email}.</p>}</SignedIn>
  );
}
