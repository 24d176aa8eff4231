import type { Spent } from '../../server/conversation/index.ts'
import { costText } from '../runs/spending.ts'
import { durationText } from '../ui/ago-text.ts'

/** What an answer took: `4.2 s · 1,234 tokens · $0.0031`. */
export function spentText(spent: Spent): string {
  const time = spent.from && spent.to ? durationText(Math.max(0, Date.parse(spent.to) - Date.parse(spent.from))) : ''
  return [time, `${spent.tokens.toLocaleString('en')} tokens`, costText(spent)].filter(Boolean).join(' · ')
}
