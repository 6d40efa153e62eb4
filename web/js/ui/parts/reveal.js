// @ts-check
/** The button that shows what is typed in a passphrase's field, and hides it again. */

/**
 * @param {import("./renew.js").TextField} field
 * @param {HTMLElement} button
 */
export function mountReveal(field, button) {
  /** @param {boolean} on */
  function show(on) {
    field.element.type = on ? "text" : "password";
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? "Hide" : "Show";
  }
  button.addEventListener("click", () => show(field.element.type === "password"));
  return { hide: () => show(false) };
}
