import { ApiError, json, route } from "@/lib/http/api";
import { listOrders, pageNumber } from "@/lib/shop/orders";
import { MAX_KEY, OrderRefusal, placeOrder } from "@/lib/shop/place-order";
import { shortageText } from "@/lib/shop/shortage";
import { requireApiUser } from "../api-user";

/** The header's value, including quotes (draft-ietf-httpapi-idempotency-key-header). */
function idempotencyKey(request: Request): string {
  const key = request.headers.get("idempotency-key")?.trim() ?? "";
  if (key && key.length <= MAX_KEY) return key;
  const code = key ? "idempotency_key_too_long" : "idempotency_key_missing";
  const message = `Send an Idempotency-Key header of at most ${MAX_KEY} characters, a new one for each order.`;
  throw new ApiError(400, code, message);
}

function asConflict(error: unknown): never {
  if (!(error instanceof OrderRefusal)) throw error;
  const fields = Object.fromEntries(
    error.shortages.map((shortage) => [shortage.productId, shortageText(shortage)]),
  );
  throw new ApiError(409, error.code, error.message, error.shortages.length ? { fields } : {});
}

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async ({ nextUrl }) => {
    const { user } = await requireApiUser();
    return json(await listOrders(user.id, pageNumber(nextUrl.searchParams.get("page"))));
  },
  // Orders the cart in the database. A body could not change it, so none is read.
  POST: async (request) => {
    const { user } = await requireApiUser();
    const { order } = await placeOrder(user.id, idempotencyKey(request)).catch(asConflict);
    return json(order, { status: 201, headers: { Location: `/api/orders/${order.id}` } });
  },
});
