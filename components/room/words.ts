/** `ledger_list-transactions` → `Ledger list transactions`: a tool's name as people read it. */
export function toolWords(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_.-]+/g, ' ')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A room gets its title from the first message. */
export function roomTitle(title: string): string {
  return title.trim() === '' ? 'New conversation' : title
}
