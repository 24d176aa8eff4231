/** For regions that scroll: with the focus on them, the arrow keys scroll (WCAG 2.1.1). */
export const scrollsByKeyboard = { tabIndex: 0 } as const
