// A database.
() => new Promise((resolve, reject) => {
  const open = indexedDB.open('left');
  open.onsuccess = () => { open.result.close(); resolve(true); };
  open.onerror = () => reject(open.error);
})
