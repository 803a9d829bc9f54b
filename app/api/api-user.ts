import { DatabaseUnavailableError } from "@/lib/errors";
import { getAuth, type Auth } from "@/lib/auth";
import { ApiError } from "@/lib/http/api";

type SignedIn = Extract<Auth, { status: "user" }>;

/** The user of a request to a handler, with their session. @throws ApiError 401 for a guest */
export async function requireApiUser(): Promise<SignedIn> {
  const auth = await getAuth();
  if (auth.status === "unavailable") throw new DatabaseUnavailableError();
  if (auth.status === "user") return auth;
  throw new ApiError(401, "not_signed_in", "Log in first.");
}

/** As `requireApiUser()`. @throws ApiError 401 also when the last proof is too old */
export async function requireFreshApiUser(): Promise<SignedIn> {
  const auth = await requireApiUser();
  if (auth.session.fresh) return auth;
  throw new ApiError(401, "fresh_login_required", "Log in again first.");
}
