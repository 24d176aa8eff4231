/** Puts the keyboard on a block of the canvas, as soon as it is drawn. */
export function focusBlock(id: string | undefined): void {
  if (id !== undefined) whenThere(`.react-flow__node[data-id="${CSS.escape(id)}"]`, (element) => element.focus({ preventScroll: true }))
}

const fields = 'input:not([type="hidden"]), textarea, select, button, [role="combobox"], [tabindex="0"]'

/** Puts the keyboard into the first field of the block's form, or on to what can be done with it. */
export function focusFields(): void {
  whenThere('form[aria-label="This block"]', (form) => {
    const parts = [...form.querySelectorAll('section[aria-label]'), form]
    parts
      .flatMap((part) => [...part.querySelectorAll<HTMLElement>(fields)])
      .find((field) => !field.hasAttribute('disabled'))
      ?.focus()
  })
}

/** Both appear a frame or two after they are asked for. */
function whenThere(selector: string, then: (element: HTMLElement) => void): void {
  let left = 20
  const look = () => {
    const element = document.querySelector<HTMLElement>(selector)
    if (element) then(element)
    else if (left-- > 0) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
