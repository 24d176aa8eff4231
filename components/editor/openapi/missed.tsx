/** What could not be brought over, in words. */
export function Missed({ words }: { words: readonly string[] }) {
  return (
    <ul aria-label="Not brought over" className="grid gap-1 rounded-md bg-warning-soft px-3 py-2 text-xs text-pretty text-warning">
      {[...new Set(words)].slice(0, 12).map((one) => (
        <li key={one} className="break-words">
          {one}
        </li>
      ))}
    </ul>
  )
}
