// What the site keeps in the browser's databases, read and changed behind its back.

/** In the page: what a store holds, as pairs of key and value; nothing when the database is not there yet. */
async function read({ database, store }) {
  const opening = indexedDB.open(database);
  // A database that had to be made was not there: it is not left behind.
  opening.onupgradeneeded = () => opening.transaction.abort();
  const opened = await new Promise((done) => {
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => done(null);
  });
  if (!opened) return [];
  const all = opened.transaction(store).objectStore(store);
  const answer = (request) =>
    new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
  const [keys, values] = await Promise.all([answer(all.getAllKeys()), answer(all.getAll())]);
  opened.close();
  const plain = async (value) => {
    if (value instanceof Blob) return { file: await value.text(), size: value.size };
    return ArrayBuffer.isView(value) ? { bytes: [...value] } : { text: String(value) };
  };
  return Promise.all(keys.map(async (key, place) => [key, await plain(values[place])]));
}

/** In the page: puts a value into a store under a key; without one the key is forgotten. */
async function write({ database, store, key, file, text, bytes }) {
  const opened = await new Promise((done, failed) => {
    const opening = indexedDB.open(database);
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error);
  });
  const transaction = opened.transaction(store, "readwrite");
  const value = file === undefined ? (text ?? (bytes && Uint8Array.from(bytes))) : new Blob([file]);
  if (value === undefined) transaction.objectStore(store).delete(key);
  else transaction.objectStore(store).put(value, key);
  await new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onerror = () => failed(transaction.error);
  });
  opened.close();
}

/** The saves: `workspace`, `applied` and what was put aside, each `{ text }` or `{ bytes }`. */
export const keptSaves = async (page) => new Map(await page.evaluate(read, { database: "ziping", store: "saves" }));

/** Attached files by where they lie, each `{ file, size }`: its text and how many bytes. */
export const keptFiles = async (page) => new Map(await page.evaluate(read, { database: "ziping-files", store: "files" }));

/** Puts `{ text }` or `{ bytes }` among the saves; nothing: the key is forgotten. */
export const putSave = (page, key, value = {}) => page.evaluate(write, { database: "ziping", store: "saves", key, ...value });

/** Puts `{ file }`, a text, where an attached file lies; nothing: the file is gone. */
export const putFile = (page, at, value = {}) => page.evaluate(write, { database: "ziping-files", store: "files", key: at, ...value });
