/** Rows of bits: sets of nodes, 32 to a word. */
export type Bits = { words: number; data: Uint32Array }

export function createBits(rows: number, columns = rows): Bits {
  const words = (columns + 31) >>> 5
  return { words, data: new Uint32Array(rows * words) }
}

export function has({ words, data }: Bits, row: number, column: number): boolean {
  return (((data[row * words + (column >>> 5)] ?? 0) >>> (column & 31)) & 1) === 1
}

export function add({ words, data }: Bits, row: number, column: number): void {
  const at = row * words + (column >>> 5)
  data[at] = (data[at] ?? 0) | (1 << (column & 31))
}

/** Adds to one row all that a row of another holds. */
export function addRow({ words, data }: Bits, row: number, other: Bits, otherRow: number): void {
  for (let w = 0; w < words; w++) data[row * words + w] = (data[row * words + w] ?? 0) | (other.data[otherRow * words + w] ?? 0)
}

/** One row that holds these columns. */
export function rowOf(columns: readonly number[], size: number): Bits {
  const row = createBits(1, size)
  for (const column of columns) add(row, 0, column)
  return row
}

export const lowest = (word: number): number => 31 - Math.clz32(word & -word)
export const highest = (word: number): number => 31 - Math.clz32(word)
