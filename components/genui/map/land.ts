import { landData } from './land-data.ts'

export type Ring = readonly (readonly [lng: number, lat: number])[]

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const worth = new Map([...alphabet].map((letter, i) => [letter, i]))

let known: Ring[] | undefined

/** Outlines of the land, as rings of degrees. */
export function landRings(): Ring[] {
  known ??= landData.split(' ').map(ringOf)
  return known
}

function ringOf(text: string): Ring {
  const ring: [number, number][] = []
  let [lng, lat] = [0, 0]
  const numbers = numbersOf(text)
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    lng += numbers[i] ?? 0
    lat += numbers[i + 1] ?? 0
    ring.push([lng / 10, lat / 10])
  }
  return ring
}

function numbersOf(text: string): number[] {
  const numbers: number[] = []
  let [sum, scale] = [0, 1]
  for (const letter of text) {
    const value = worth.get(letter) ?? 0
    sum += (value % 32) * scale
    scale *= 32
    if (value >= 32) continue
    numbers.push(sum % 2 === 0 ? sum / 2 : -(sum + 1) / 2)
    ;[sum, scale] = [0, 1]
  }
  return numbers
}
