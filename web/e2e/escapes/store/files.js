// The files that a site may keep.
async () => {
  const file = await (await navigator.storage.getDirectory()).getFileHandle('left', {create: true});
  (await file.createSyncAccessHandle()).close();
  return true;
}
