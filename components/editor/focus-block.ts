/** Puts the keyboard on a block of the canvas, as soon as it is drawn. */
export function focusBlock(id: string | undefined): void {
  if (id !== undefined) whenThere(`.react-flow__node[data-id="${CSS.escape(id)}"]`, (element) => element.focus({ preventScroll: true }))
}

let last: string | undefined
let touched = false

/** Notes what one works with: a finger must not call up a keyboard over what it opened. */
export function noteHand(byTouch: boolean): void {
  touched = byTouch
}

/** Notes which block has the keyboard. */
export function noteFocus(element: Element): void {
  last = element.closest<HTMLElement>('.react-flow__node')?.dataset.id ?? last
}

/** Back to the block that had the keyboard last, or to the first one there is. */
export function focusLastBlock(): void {
  const there = last !== undefined && document.querySelector(`.react-flow__node[data-id="${CSS.escape(last)}"]`)
  focusBlock(there ? last : document.querySelector<HTMLElement>('.react-flow__node')?.dataset.id)
}

/** The same for whoever works with keys: what they closed something with goes away under them. */
export function focusLastBlockByKeys(): void {
  if (document.activeElement?.matches(':focus-visible')) focusLastBlock()
}

const fields = 'input:not([type="hidden"]), textarea, select, button, [role="combobox"], [tabindex="0"]'

/** Puts the keyboard into the first field of the block's form, or on to what can be done with it. */
export function focusFields(): void {
  if (touched) return
  whenThere('form[aria-label="This block"]', (form) => {
    const parts = [...form.querySelectorAll('section[aria-label]'), form]
    parts
      .flatMap((part) => [...part.querySelectorAll<HTMLElement>(fields)])
      .find((field) => !field.hasAttribute('disabled'))
      ?.focus()
  })
}

/** Puts the keyboard into the name of the block whose form is open. */
export function focusName(): void {
  whenThere('input[aria-label="Name of this block"]', (input) => {
    input.focus()
    if (input instanceof HTMLInputElement) input.select()
  })
}

/** Puts the keyboard into a panel, on to its first thing that takes it: from the canvas Tab would be a long way. */
export function focusPanel(name: string): void {
  whenThere(`aside[aria-label="${name}"], section[aria-label="${name}"]`, (panel) => {
    panel.tabIndex = -1
    panel.focus({ preventScroll: true })
  })
}

/** Is the keyboard in that panel? */
export function isInPanel(name: string): boolean {
  return document.activeElement?.closest(`aside[aria-label="${name}"], section[aria-label="${name}"]`) != null
}

/** They appear a frame or two after they are asked for. */
function whenThere(selector: string, then: (element: HTMLElement) => void): void {
  let left = 20
  const look = () => {
    const element = document.querySelector<HTMLElement>(selector)
    if (element) then(element)
    else if (left-- > 0) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
