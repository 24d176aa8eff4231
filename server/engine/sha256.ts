/**
 * SHA-256 (FIPS 180-4) of a text's UTF-8 bytes, in hex. Our own, because compile must be synchronous in the browser
 * too and the platform's digest there is not.
 */
export function sha256(text: string): string {
  const message = new TextEncoder().encode(text)
  const padded = new Uint8Array(((message.length + 8) >> 6) * 64 + 64)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(message.length / 2 ** 29))
  view.setUint32(padded.length - 4, (message.length << 3) >>> 0)

  const hash = new Uint32Array(initial)
  const w = new Uint32Array(64)
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(block + i * 4)
    for (let i = 16; i < 64; i++) {
      const early = at(w, i - 15)
      const late = at(w, i - 2)
      w[i] = at(w, i - 16) + (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) + at(w, i - 7) + (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10))
    }
    compress(hash, w)
  }
  return Array.from(hash, (word) => word.toString(16).padStart(8, '0')).join('')
}

function compress(hash: Uint32Array, w: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash
  for (let i = 0; i < 64; i++) {
    const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + at(rounds, i) + at(w, i)
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    h = g
    g = f
    f = e
    e = (d + one) >>> 0
    d = c
    c = b
    b = a
    a = (one + two) >>> 0
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) hash[i] = at(hash, i) + word
}

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by))
const at = (words: Uint32Array, i: number): number => words[i] ?? 0

/** The first 32 bits of the fractional parts of the square (cube) roots of the first primes. */
const fraction = (root: number): number => Math.floor((root - Math.floor(root)) * 2 ** 32)
const primes = Array.from({ length: 310 }, (_, i) => i + 2).filter((n, _, all) => all.every((m) => m >= n || n % m !== 0))
const initial = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const rounds = new Uint32Array(primes.slice(0, 64).map((prime) => fraction(Math.cbrt(prime))))
