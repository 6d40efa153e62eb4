// @ts-check
/**
 * The worker: starts the Go program that it is given and carries requests to
 * it. It is built after the toolchain's wasm_exec.js into one text, which is
 * the address that it is started from (trust.js), so that it inherits the
 * page's lock.
 *
 * in:  {module, protocol}          first, once
 *      {id, op, params}            a request
 * out: {hello}                     Go is ready
 *      {refused: true}             Go speaks another protocol
 *      {id, reply}                 the reply, JSON text
 *      {ended: true}               Go has died
 */
(() => {
  "use strict";

  const scope = /** @type {any} */ (globalThis);
  const encoder = new TextEncoder();

  /** @type {(request: Uint8Array, reply: (text: string) => void) => void} */
  let handle;

  scope.onmessage = async (/** @type {MessageEvent} */ { data }) => {
    try {
      if (data.module) await start(data.module, data.protocol);
      else ask(data.op, data.params, (reply) => scope.postMessage({ id: data.id, reply }));
    } catch {
      scope.postMessage({ ended: true });
    }
  };

  /** @param {WebAssembly.Module} module @param {number} protocol */
  async function start(module, protocol) {
    // What a dying Go program prints could hold what it was working on.
    scope.fs.writeSync = (/** @type {number} */ _fd, /** @type {Uint8Array} */ buf) => buf.length;
    const go = new scope.Go();
    go.exit = () => {};
    const instance = await WebAssembly.instantiate(module, go.importObject);
    const end = () => scope.postMessage({ ended: true });
    go.run(instance).then(end, end);
    handle = scope.jwkmintHandle; // set by main_js.go before it first waits
    ask("hello", { protocol }, (text) => {
      const reply = JSON.parse(text);
      scope.postMessage(reply.ok ? { hello: reply.result } : { refused: true });
    });
  }

  /** @param {string} op @param {object} params @param {(text: string) => void} reply */
  function ask(op, params, reply) {
    const plain = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, value instanceof Uint8Array ? base64(value) : value]));
    handle(encoder.encode(JSON.stringify({ op, params: plain })), reply);
  }

  /** @param {Uint8Array} bytes */
  function base64(bytes) {
    if ("toBase64" in bytes) return /** @type {any} */ (bytes).toBase64();
    let binary = "";
    const step = 0x8000; // more arguments than this overflow the stack in some browsers
    for (let at = 0; at < bytes.length; at += step) {
      binary += String.fromCharCode(...bytes.subarray(at, at + step));
    }
    return btoa(binary);
  }
})();
