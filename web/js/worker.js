// @ts-check
/**
 * The worker: goes on with the Go program that it is given and carries requests
 * to it. It is built after the toolchain's wasm_exec.js and what the build
 * froze of it (web/build/freeze.go) into one text, which is the address that
 * it is started from (trust.js), so that it inherits the page's lock.
 *
 * in:  {module, protocol}          first, once
 *      {id, op, params}            a request; the bytes in params become its attachments
 * out: {hello}                     Go is ready
 *      {refused: true}             Go speaks another protocol
 *      {tested: 10}                so many known keys gave what they should
 *      {faulty: true}              one did not: nothing that this Go says can be relied on
 *      {id, reply, attachments}    the reply, JSON text, and the bytes that it names
 *      {ended: true}               Go has died
 */
(() => {
  "use strict";

  const scope = /** @type {any} */ (globalThis);

  /**
   * What Go referred to when it was frozen, which wasm_exec.js keeps in arrays
   * by number: from the first that is not always there on, how often each, and
   * how it is reached from the global object; or a function of Go's, by its
   * id; or nothing any more. And what Go had made of the global object's
   * properties: functions, by their ids.
   *
   * @type {{values: {count: number, path?: string[], type?: string, id?: number}[], unused: number[], offers: Record<string, number>}}
   */
  const state = frozen;

  const encoder = new TextEncoder();

  /** @typedef {(text: string, attachments: Uint8Array[] | null) => void} Reply */

  /** @type {(json: Uint8Array, attachments: Uint8Array[], reply: Reply) => void} */
  let handle;

  /** How long nothing is asked before the self-test goes on, in ms. */
  const QUIET = 200;
  let step = 0; // of the self-test
  let timer = 0;

  scope.onmessage = async (/** @type {MessageEvent} */ { data }) => {
    try {
      if (data.module) await start(data.module, data.protocol);
      else {
        ask(data.op, data.params, (reply, beside) => {
          const attachments = beside ?? [];
          scope.postMessage({ id: data.id, reply, attachments }, attachments.map(({ buffer }) => buffer));
        });
        if (timer) testIn(QUIET);
      }
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
    thaw(go, instance);
    go._exitPromise.then(() => scope.postMessage({ ended: true }));
    handle = scope.jwkmintHandle; // set by main_js.go before it was frozen
    ask("hello", { protocol }, (text) => {
      const reply = JSON.parse(text);
      scope.postMessage(reply.ok ? { hello: reply.result } : { refused: true });
      if (reply.ok) testIn(QUIET);
    });
  }

  /**
   * Has wasm_exec.js know what it would if it had run the program (run in its
   * source) until that waited, which the build did.
   *
   * @param {any} go
   * @param {WebAssembly.Instance} instance
   */
  function thaw(go, instance) {
    const always = [NaN, 0, null, true, false, scope, go];
    const functions = new Map();
    const ofGo = (/** @type {number} */ id) => functions.get(id) ?? functions.set(id, go._makeFuncWrapper(id)).get(id);
    const values = state.values.map(({ path, type, id }) => {
      if (!path) return id ? ofGo(id) : null;
      const value = path.reduce((/** @type {any} */ of, name) => of[name], scope);
      if (typeof value !== type) throw new TypeError(`${path.join(".")} is not what it was`);
      return value;
    });
    go._inst = instance;
    go.mem = new DataView(/** @type {WebAssembly.Memory} */ (instance.exports.mem).buffer);
    go._values = [...always, ...values];
    go._goRefCounts = [...always.map(() => Infinity), ...state.values.map(({ count }) => count)];
    go._ids = new Map([...go._values.entries()].filter(([id, value]) => id > 0 && (id === 2 || value !== null)).map(([id, value]) => [value, id]));
    go._idPool = [...state.unused];
    go.exited = false;
    for (const [name, id] of Object.entries(state.offers)) scope[name] = ofGo(id);
  }

  /** @param {number} wait in ms */
  function testIn(wait) {
    clearTimeout(timer);
    timer = setTimeout(test, wait);
  }

  /**
   * Has Go convert known keys, one at a time, while nothing else is asked. It
   * also warms the code that the first key needs; but a key that is there
   * already would wait for it, and is converted sooner without.
   */
  function test() {
    timer = 0;
    ask("selftest", { step }, (text) => {
      const reply = JSON.parse(text);
      step++;
      if (!reply.ok) scope.postMessage({ faulty: true });
      else if (reply.result.left) testIn(0);
      else scope.postMessage({ tested: step });
    });
  }

  /** @param {string} op @param {object} params @param {Reply} reply */
  function ask(op, params, reply) {
    /** @type {Uint8Array[]} */
    const attachments = [];
    const numbered = (/** @type {string} */ _, /** @type {any} */ value) =>
      value instanceof Uint8Array ? attachments.push(value) - 1 : value;
    handle(encoder.encode(JSON.stringify({ op, params }, numbered)), attachments, reply);
  }
})();
