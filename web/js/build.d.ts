/** What web/build puts into the script. */
declare module "jwkmint:build" {
  /** The version of this page. */
  export const version: string;
  /** The worker's source text: wasm_exec.js of the Go toolchain, what it knows of the frozen program, then worker.js. */
  export const glue: string;
  /** The Go program. */
  export const wasm: {
    /** its file name on the site, relative to the page */
    name: string;
    /** in bytes, uncompressed */
    size: number;
    /** as the integrity option of fetch wants it */
    integrity: string;
    /** SHA-256 in hexadecimal */
    sha256: string;
  };
}

/** What web/build puts before worker.js, which says what it is. */
declare const frozen: any;
