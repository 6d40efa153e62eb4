// @ts-check
/** Files that the installed page was opened with: the system hands them over, and they are read like dropped ones. */

/** @param {(files: File[]) => void} onfiles */
export function mountLaunch(onfiles) {
  /** @type {any} */ (globalThis).launchQueue?.setConsumer(async (/** @type {{files?: {getFile(): Promise<File>}[]}} */ { files = [] }) => {
    const opened = await Promise.allSettled(files.map((handle) => handle.getFile()));
    const read = opened.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    if (read.length) onfiles(read);
  });
}
