/** What becomes of the times a schedule missed while no worker ran, as its setting says. */
export function missedWords(missed: string): string {
  if (missed === 'skip') return 'What it misses while Hearth is not running is left out.'
  if (missed === 'all') return 'What it misses while Hearth is not running is made up for, each time by itself (the latest 100).'
  return 'What it misses while Hearth is not running is made up for once.'
}
