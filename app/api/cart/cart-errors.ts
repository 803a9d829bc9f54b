import { ApiError } from "@/lib/http/api";
import { CartLimitError } from "@/lib/shop/cart";
import { findProduct } from "@/lib/shop/catalogue";

/** @throws ApiError 404 when the shop has no such product */
export function assertProductExists(productId: string): void {
  if (!findProduct(productId))
    throw new ApiError(404, "unknown_product", "The shop has no such product.");
}

/** @throws ApiError 422 when the cart takes no more; nothing in it is lost */
export async function withinLimits<T>(change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    if (!(error instanceof CartLimitError)) throw error;
    throw new ApiError(422, "cart_limit", error.message, { fields: { quantity: error.message } });
  }
}
