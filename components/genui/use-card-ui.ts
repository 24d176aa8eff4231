import { useStateStore, useStateValue } from '@json-render/react'

/** A bit of the card's own state, such as what is typed or hidden: kept by the room, so a reload changes nothing. */
export function useCardUi<T>(path: `/${string}`): [T | undefined, (value: T) => void] {
  const { set } = useStateStore()
  return [useStateValue<T>(path), (value) => set(path, value)]
}
