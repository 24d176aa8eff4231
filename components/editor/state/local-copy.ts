import type { KeptUndo } from './own-undo.ts'

/** A draft as one tab of this browser has it, so that neither a reload nor a dead battery loses what the server does not have yet. */
export type LocalCopy = { doc: Uint8Array; undo: KeptUndo /** The server may not have all of it. */; behind: boolean; at: number }

const daysKept = 14

/** All copies of a draft, by tab. None when the browser keeps nothing, as in some private windows. */
export async function readCopies(draft: string): Promise<Map<string, LocalCopy>> {
  const found = await inStore('readonly', (store) => {
    const range = IDBKeyRange.bound(`${draft}/`, `${draft}/\uffff`)
    return [store.getAllKeys(range), store.getAll(range)] as const
  })
  const [keys, copies] = found ?? [[], []]
  const all = new Map<string, LocalCopy>()
  keys.forEach((key, at) => {
    const copy = copies[at] as LocalCopy | undefined
    if (copy?.doc instanceof Uint8Array) all.set(String(key).slice(draft.length + 1), copy)
  })
  return all
}

export async function writeCopy(draft: string, tab: string, copy: LocalCopy): Promise<boolean> {
  return (await inStore('readwrite', (store) => [store.put(copy, `${draft}/${tab}`)] as const)) !== null
}

/** Forgets copies the server has all of, when they are old or of tabs that were taken over. */
export async function dropCopies(draft: string, copies: ReadonlyMap<string, LocalCopy>, takenOver: readonly string[]): Promise<void> {
  const old = Date.now() - daysKept * 86_400_000
  const gone = [...copies].filter(([tab, { at, behind }]) => takenOver.includes(tab) || (at < old && !behind))
  if (gone.length > 0) await inStore('readwrite', (store) => gone.map(([tab]) => store.delete(`${draft}/${tab}`)))
}

/** This tab's name: the same after a reload, another one in every other tab. */
export async function tabName(): Promise<string> {
  const name = readName() ?? Math.random().toString(36).slice(2)
  const own = (await isOnlyOne(name)) ? name : Math.random().toString(36).slice(2)
  try {
    sessionStorage.setItem('hearth-tab', own)
  } catch {
    // nothing is kept here: the name lasts as long as the page
  }
  return own
}

function readName(): string | null {
  try {
    return sessionStorage.getItem('hearth-tab')
  } catch {
    return null
  }
}

/** A tab that was duplicated took the name along. The page before a reload lets go of it in a moment. */
async function isOnlyOne(name: string): Promise<boolean> {
  if (!navigator.locks) return true
  for (let tries = 0; tries < 4; tries++) {
    const free = await new Promise<boolean>((answer) => {
      void navigator.locks.request(`hearth-tab-${name}`, { ifAvailable: true }, (lock) => {
        answer(lock !== null)
        return lock ? new Promise(() => undefined) : undefined
      })
    })
    if (free || held.has(name)) {
      held.add(name)
      return true
    }
    await new Promise((go) => setTimeout(go, 100))
  }
  return false
}
/** Names this page holds already: it may open one draft after the other. */
const held = new Set<string>()

type Results<Requests extends readonly IDBRequest[]> = { [At in keyof Requests]: Requests[At] extends IDBRequest<infer Result> ? Result : never }

/** Null when the browser would not. */
async function inStore<const Requests extends readonly IDBRequest[]>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => Requests,
): Promise<Results<Requests> | null> {
  try {
    const database = await opened()
    const transaction = database.transaction('flows', mode)
    const requests = work(transaction.objectStore('flows'))
    await new Promise<void>((done, failed) => {
      transaction.oncomplete = () => done()
      transaction.onabort = () => failed(transaction.error)
    })
    return requests.map(({ result }) => result) as unknown as Results<Requests>
  } catch {
    return null
  }
}

let database: Promise<IDBDatabase> | null = null
function opened(): Promise<IDBDatabase> {
  database ??= new Promise<IDBDatabase>((done, failed) => {
    const request = indexedDB.open('hearth', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('flows')
    request.onsuccess = () => done(request.result)
    request.onerror = () => failed(request.error)
  }).catch((error: unknown) => {
    database = null
    throw error
  })
  return database
}
