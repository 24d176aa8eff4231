/** What the browser keeps for this page: the little that must survive a reload or a crash of the tab before the server has it. */
export type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** The browser's storage; when it is switched off, a memory that lasts as long as the page. */
export function browserKeep(): Keep {
  try {
    const { localStorage } = window
    localStorage.getItem('')
    return localStorage
  } catch {
    return memoryKeep()
  }
}

/** A keep that lasts as long as the page (or the test). */
export function memoryKeep(): Keep {
  const held = new Map<string, string>()
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
    key: (index) => [...held.keys()][index] ?? null,
    get length() {
      return held.size
    },
  }
}

/** Whatever JSON is kept under the key; undefined when nothing is, or nothing readable. */
export function readKept(keep: Keep, key: string): unknown {
  try {
    const text = keep.getItem(key)
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** False when there was no room to keep it. */
export function writeKept(keep: Keep, key: string, value: unknown): boolean {
  try {
    keep.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

/** Everything kept under a prefix, unreadable things left out. */
export function keptUnder(keep: Keep, prefix: string): { key: string; value: unknown }[] {
  const keys = Array.from({ length: keep.length }, (_, i) => keep.key(i)).filter((key) => key?.startsWith(prefix))
  return keys.flatMap((key) => (key === null || key === undefined ? [] : [{ key, value: readKept(keep, key) }])).filter(({ value }) => value !== undefined)
}
