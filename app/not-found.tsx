import Link from "next/link";

export default function NotFound() {
  return (
    <div className="grid justify-items-start gap-4">
      <h1 className="text-4xl">There is nothing at this address.</h1>
      <p className="text-muted">It may have been moved, or never have been.</p>
      <Link href="/" className="button button-primary">
        Back to the shop
      </Link>
    </div>
  );
}
