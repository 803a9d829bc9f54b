import "server-only";
import { unstable_rethrow } from "next/navigation";
import { connection, type NextRequest } from "next/server";
import type * as z from "zod";
import { RateLimitError } from "../auth/rate-limit-error";
import { databaseMessage, isDatabaseOutage, logError } from "../errors";
import { isCrossSite } from "./csrf";
import { firstFaults } from "./forms";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];
type Handler<Context> = (request: NextRequest, context: Context) => Promise<Response>;

/** More than any body here needs, in characters. */
const MAX_BODY = 65_536;

/** An answer that is not the wished-for one, as `{ "error": { code, message, fields? } }`. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: { fields?: Record<string, string>; headers?: Record<string, string> } = {},
  ) {
    super(message);
  }
}

/** JSON that no cache may keep: it is about one person, or as good as. */
export function json(body: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  headers.set("Cache-Control", "no-store");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  if (body === undefined) return new Response(null, { ...init, headers });
  return Response.json(body, { ...init, headers });
}

function answer({ status, code, message, details }: ApiError): Response {
  const error = { code, message, ...(details.fields && { fields: details.fields }) };
  return json({ error }, { status, headers: details.headers });
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof RateLimitError) {
    return new ApiError(429, error.code, error.message, {
      headers: { "Retry-After": String(error.retryAfter) },
    });
  }
  if (isDatabaseOutage(error)) return new ApiError(503, "unavailable", databaseMessage(error));
  return new ApiError(500, "internal", "Something went wrong on our side.");
}

/**
 * The exports of a route handler: what `handlers` holds, 405 for every other method, and an answer in JSON for whatever
 * is thrown.
 */
export function route<Context = unknown>(
  handlers: Partial<Record<Method, Handler<Context>>>,
): Record<Method, Handler<Context>> {
  const allowed = METHODS.filter((method) => handlers[method]).join(", ");
  const notAllowed: Handler<Context> = async (request) => {
    throw new ApiError(405, "method_not_allowed", `${request.method} is not understood here.`, {
      headers: { Allow: allowed },
    });
  };
  const guarded =
    (handler: Handler<Context>): Handler<Context> =>
    async (request, context) => {
      await connection();
      try {
        if (isCrossSite(request))
          throw new ApiError(403, "forged", "This was not sent from our own pages.");
        return await handler(request, context);
      } catch (error) {
        unstable_rethrow(error);
        const known = asApiError(error);
        if (known.status >= 500) logError(error);
        return answer(known);
      }
    };
  return Object.fromEntries(
    METHODS.map((method) => [method, guarded(handlers[method] ?? notAllowed)]),
  ) as Record<Method, Handler<Context>>;
}

/**
 * The body as `schema` has it.
 * @throws ApiError 400 when it is not JSON, 413 when it is too long, 422 with a sentence for each field that is wrong
 */
export async function readBody<S extends z.ZodType>(
  request: Request,
  schema: S,
): Promise<z.output<S>> {
  const text = await request.text();
  if (text.length > MAX_BODY) throw new ApiError(413, "too_large", "The body is too large.");
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new ApiError(422, "invalid", "Some of this is not as it should be.", {
    fields: firstFaults(parsed.error),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, "not_json", "The body is not JSON.");
  }
}
