'use client'
import { useEffect } from 'react'
import { focusLastBlock, noteFocus, noteHand } from './focus-block.ts'

const remembered = 12
const regions = '[role="region"][aria-label], section[aria-label], aside[aria-label], form[aria-label], [role="dialog"]'

/**
 * Whoever works with keys alone is where the focus is. When what had it goes away (a panel closes, an answer was given, a wire was cut),
 * what is around it takes the focus, or else what had it before, or a block. With a pointer nothing is done.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    /** What had the focus, the last one last, each with what was around it. */
    let had: { element: HTMLElement; around: HTMLElement[] }[] = []
    let byKeys = false
    let asked = 0

    const focusin = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || target === document.body) return
      noteFocus(target)
      had = [...had.filter(({ element }) => element !== target && element.isConnected), { element: target, around: regionsOf(target) }].slice(-remembered)
    }
    const keydown = () => {
      noteHand(false)
      byKeys = true
    }
    const pointerdown = ({ pointerType }: PointerEvent) => {
      noteHand(pointerType === 'touch')
      byKeys = false
      had = []
    }
    const look = () => {
      asked = 0
      const last = had.at(-1)
      if (!byKeys || !last || !isLost() || isThere(last.element)) return
      had = had.slice(0, -1)
      const next = last.around.find(isThere) ?? had.findLast(({ element }) => isThere(element))?.element
      if (!next) return focusLastBlock()
      if (next.tabIndex < 0 && !next.hasAttribute('tabindex')) next.tabIndex = -1
      next.focus({ preventScroll: true })
    }
    // Dialogs and menus give it back themselves, some frames later.
    const soon = (frames: number) => {
      asked = requestAnimationFrame(() => (frames > 0 ? soon(frames - 1) : look()))
    }
    const watch = new MutationObserver(() => {
      if (byKeys && asked === 0 && isLost()) soon(3)
    })
    watch.observe(document.body, { childList: true, subtree: true })
    document.addEventListener('focusin', focusin)
    document.addEventListener('keydown', keydown, true)
    document.addEventListener('pointerdown', pointerdown, true)
    return () => {
      watch.disconnect()
      cancelAnimationFrame(asked)
      document.removeEventListener('focusin', focusin)
      document.removeEventListener('keydown', keydown, true)
      document.removeEventListener('pointerdown', pointerdown, true)
    }
  }, [])
}

const isLost = (): boolean => document.activeElement === document.body || document.activeElement === null
const isThere = (element: HTMLElement): boolean => element.isConnected && element.checkVisibility({ visibilityProperty: true })

function regionsOf(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = []
  for (let around = element.parentElement?.closest<HTMLElement>(regions); around; around = around.parentElement?.closest<HTMLElement>(regions))
    found.push(around)
  return found
}
