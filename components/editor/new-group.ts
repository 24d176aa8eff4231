/** The name of a new group, by chance: others may make one at the same moment. */
export const newGroup = (): string => `g-${Math.random().toString(36).slice(2, 10)}`
