import { type Ref, type RefObject, useCallback, useLayoutEffect, useRef } from 'react'

type Field = HTMLInputElement | HTMLTextAreaElement

/**
 * Keeps the caret where it stood among the words when the text of a field changes under it, such as by somebody else's typing:
 * a browser would put it at the end. Answers the ref to give to the field.
 */
export function useCaret<Element extends Field>(forward: Ref<Element> | undefined): (element: Element | null) => void {
  const field = useRef<Element>(null)
  const before = caretOf(field)
  useLayoutEffect(() => {
    const element = field.current
    if (!element || !before || element.value === before.text) return
    const move = moved(before.text, element.value)
    element.setSelectionRange(move(before.start), move(before.end))
  })
  return useCallback(
    (element: Element | null) => {
      field.current = element
      if (typeof forward === 'function') forward(element)
      else if (forward) forward.current = element
    },
    [forward],
  )
}

/** As it is before React writes into the field. */
function caretOf(field: RefObject<Field | null>): { text: string; start: number; end: number } | null {
  const element = field.current
  if (!element || document.activeElement !== element || element.selectionStart === null || element.selectionEnd === null) return null
  return { text: element.value, start: element.selectionStart, end: element.selectionEnd }
}

function moved(from: string, to: string): (at: number) => number {
  let start = 0
  while (start < from.length && start < to.length && from[start] === to[start]) start++
  let end = 0
  while (end < from.length - start && end < to.length - start && from.at(-1 - end) === to.at(-1 - end)) end++
  return (at) => {
    if (at <= start) return at
    return at >= from.length - end ? at + to.length - from.length : Math.min(at, to.length - end)
  }
}
