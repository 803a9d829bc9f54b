import "server-only";
import { unstable_rethrow } from "next/navigation";
import { connection, type NextRequest } from "next/server";
import type * as z from "zod";
import { RateLimitError } from "../auth/rate-limit-error";
import { databaseMessage, isDatabaseOutage, isForeignKeyViolation, logError } from "../errors";
import { readBytes } from "./body";
import { isCrossSite } from "./csrf";
import { fieldErrors } from "./forms";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];
type Handler<Context> = (request: NextRequest, context: Context) => Promise<Response>;

/** More than any JSON body here needs, in bytes. */
const MAX_BODY = 65_536;

type Details = { fields?: Record<string, string>; headers?: Record<string, string> };

/** An error response: `{ "error": { code, message, fields? } }`. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Details = {},
  ) {
    super(message);
  }
}

/** A JSON response that no cache may store. */
export function json(body: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  headers.set("Cache-Control", "no-store");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  if (body === undefined) return new Response(null, { ...init, headers });
  return Response.json(body, { ...init, headers });
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof RateLimitError) {
    const headers = { "Retry-After": String(error.retryAfter) };
    return new ApiError(429, error.code, error.message, { headers });
  }
  if (isForeignKeyViolation(error)) {
    return new ApiError(401, "not_signed_in", "This account no longer exists.");
  }
  const message = databaseMessage(error) ?? "Something went wrong on our side.";
  return isDatabaseOutage(error)
    ? new ApiError(503, "unavailable", message)
    : new ApiError(500, "internal", message);
}

function errorResponse(error: unknown): Response {
  const { status, code, message, details } = toApiError(error);
  if (status >= 500) logError(error);
  const body = { code, message, ...(details.fields && { fields: details.fields }) };
  return json({ error: body }, { status, headers: details.headers });
}

/**
 * The exports of a route handler: checks the origin, answers errors as JSON, and 405 for every other method.
 * @param allowsAnySite leaves out the check of the origin: only for handlers that read no cookie
 */
export function route<Context = unknown>(
  handlers: Partial<Record<Method, Handler<Context>>>,
  { allowsAnySite = false } = {},
): Record<Method, Handler<Context>> {
  const headers = { Allow: METHODS.filter((method) => handlers[method]).join(", ") };
  const notAllowed: Handler<Context> = async ({ method }) => {
    throw new ApiError(405, "method_not_allowed", `${method} is not allowed here.`, { headers });
  };
  const wrap =
    (handler: Handler<Context> = notAllowed): Handler<Context> =>
    async (request, context) => {
      await connection();
      try {
        if (!allowsAnySite && isCrossSite(request)) {
          throw new ApiError(403, "forged", "This request came from another site.");
        }
        return await handler(request, context);
      } catch (error) {
        unstable_rethrow(error);
        return errorResponse(error);
      }
    };
  const entries = METHODS.map((method) => [method, wrap(handlers[method])]);
  return Object.fromEntries(entries) as Record<Method, Handler<Context>>;
}

/**
 * The JSON body, validated.
 * @throws ApiError 400 when it is incomplete or not JSON, 413 when it is too large, 422 with a message for each invalid field
 */
export async function readBody<S extends z.ZodType>(
  request: Request,
  schema: S,
): Promise<z.output<S>> {
  const body = await readBytes(request, MAX_BODY).catch(() => {
    throw new ApiError(400, "incomplete", "The body was not sent to its end.");
  });
  if (!body) throw new ApiError(413, "too_large", "The body is too large.");
  const parsed = schema.safeParse(parseJson(new TextDecoder().decode(body)));
  if (parsed.success) return parsed.data;
  const fields = fieldErrors(parsed.error);
  throw new ApiError(422, "invalid", "Some fields are invalid.", { fields });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, "not_json", "The body is not JSON.");
  }
}
