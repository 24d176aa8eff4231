/** Messages that a room opens with: more than a window shows, and as few as make it light. */
export const firstMessages = 40
/** Messages that come each time as one reads up. */
export const olderMessages = 100
