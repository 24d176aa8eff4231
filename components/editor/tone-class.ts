const tones = [
  { border: 'border-chart-2', fill: 'text-chart-2' },
  { border: 'border-chart-3', fill: 'text-chart-3' },
  { border: 'border-chart-4', fill: 'text-chart-4' },
  { border: 'border-chart-5', fill: 'text-chart-5' },
] as const

/** The colour of a person on the canvas. Ember is not among them: it means what is alive. */
export const toneClass = (tone: number): { border: string; fill: string } => tones[tone % tones.length] ?? tones[0]
