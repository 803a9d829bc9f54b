/**
 * Requests the header that asks the browser to register a key: an action cannot send it with the login. An image works
 * without JavaScript, and on pages that the browser did not load as documents. Low priority, or React would request it
 * while it prefetches a page.
 */
export function DeviceBindingOffer() {
  // eslint-disable-next-line @next/next/no-img-element
  return <img src="/api/device-binding/offer" alt="" fetchPriority="low" hidden />;
}
