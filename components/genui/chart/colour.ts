/** Five tokens of the theme; a sixth series begins again. */
export const colour = (index: number): string => `var(--chart-${(index % 5) + 1})`
