'use client'
import { useSyncExternalStore } from 'react'
import { Avatar } from '../ui/index.ts'
import type { PeopleHere as People } from './state/people-here.ts'
import { toneClass } from './tone-class.ts'

const most = 4

/** Who else has this flow open. */
export function PeopleHere({ people }: { people: People }) {
  const here = useSyncExternalStore(people.subscribe, people.get, people.get)
  const each = [...new Map(here.map((one) => [one.person, one])).values()]
  if (each.length === 0) return null
  return (
    <ul aria-label="Also here" className="flex -space-x-1.5 max-sm:hidden">
      {each.slice(0, most).map(({ person, name, tone }) => (
        <li key={person} title={`${name} is here`} className={`rounded-full border-2 ${toneClass(tone).border}`}>
          <Avatar name={name} className="border-0" />
          <span className="sr-only">{name}</span>
        </li>
      ))}
      {each.length > most ? <li className="pl-3 text-xs leading-7 text-muted-foreground">and {each.length - most} more</li> : null}
    </ul>
  )
}
