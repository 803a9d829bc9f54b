import { ApiError, route } from "@/lib/http/api";

async function notFound(): Promise<never> {
  throw new ApiError(404, "not_found", "There is no such endpoint.");
}

/** Answers every unknown path under /api in JSON. A page there would also accept Server Actions. */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: notFound,
  POST: notFound,
  PUT: notFound,
  PATCH: notFound,
  DELETE: notFound,
});
